import { afterAll, beforeAll, expect, it } from "vitest";
import { codeOf, submit } from "@/db/test/acts";
import { openAccount, ownTransfer } from "@/db/test/own-accounts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { showId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { listOperations, readOperation } from "@/lib/operations";
import type { Caller } from "@/lib/runtime";
import { toFilters, toOperation } from "./mappers";
import { operation, operationsQuery } from "./schemas";

let world: World;
let d: TestDistributor;
let maker: TestPerson;
let key: Caller;

beforeAll(async () => {
  world = await createWorld();
  d = await world.distributor(1_000_00n);
  maker = await d.person("Maker", ["maker"]);
  key = await d.key(maker);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const list = (query: object) =>
  world.as(key, async (ctx) => {
    const filters = toFilters(operationsQuery.parse({ limit: "10", ...query }));
    return (await listOperations(ctx, { filters, limit: 10 })).items.map((item) => operation.parse(toOperation(item)));
  });

it("clients read a request for float as a top-up, without the payment's reference, and find it by that name alone", async () => {
  const input = { type: "float-request", amount: money(500_00n, "NGN"), reference: "BANK-1", memo: null } as const;
  const id = await submit(world, maker.caller, { input, idempotency: null });
  const [found, ...others] = await list({ operationType: "top-up" });
  expect(others).toEqual([]);
  expect(found).toMatchObject({ operationID: showId("operation", id), operationType: "top-up", amount: "500.00" });
  expect(found).not.toHaveProperty("cashOutFulfillmentID");
  expect(await list({ operationType: "float-withdrawal" })).toEqual([]);
  expect(operationsQuery.safeParse({ limit: "10", operationType: "float-request" }).success).toBe(false);
});

it("clients see nothing of accounts beside the float and of money that moves between them", async () => {
  const [admin, checker] = [await d.person("Admin", ["admin"]), await d.person("Checker", ["checker"])];
  const till = await openAccount(world, { distributor: d, admin, checker }, "Till");
  const id = await submit(world, maker.caller, ownTransfer(d.floatAccountId, till, 1_00n));
  const read = world.as(key, async (ctx) => toOperation(await readOperation(ctx, id)));
  expect(await codeOf(read)).toBe("operations.not-found");
  expect((await list({})).map(({ operationType }) => operationType)).toEqual(["top-up"]);
});
