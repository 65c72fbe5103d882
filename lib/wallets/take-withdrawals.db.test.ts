import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashOut, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { fulfilWithdrawals, requestWithdrawal, returnWithdrawals, takeWithdrawals } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  customer = await world.customer("+2348123450001", 1_000_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const request = () =>
  world.asOwner((ctx) => requestWithdrawal(ctx, { phone: customer.phone, amount: money(10_00n, "NGN") }));
const statusOf = async (id: Id<"withdrawal">) =>
  (await backstage.sql`select status from withdrawal_requests where id = ${id}`)[0]?.status;

describe("a request that an operation has taken", () => {
  it.each([
    ["given back", returnWithdrawals],
    ["paid out", fulfilWithdrawals],
  ])("is not %s by another operation, be it of the same distributor", async (_, end) => {
    const [own, others] = [await request(), await request()];
    const operation = await submit(world, maker.caller, cashOut({ withdrawal: own }));
    await submit(world, maker.caller, cashOut({ withdrawal: others }));
    const stolen = world.as(maker.caller, (ctx) => end(ctx, [{ withdrawal: others, operation }]));
    await expect(stolen).rejects.toThrow("0 of 1 withdrawals were taken by their operations");
    expect([await statusOf(own), await statusOf(others)]).toEqual(["taken", "taken"]);
  });
});

describe("taking several requests", () => {
  it("locks them in the order of their ids and answers in the order they were named", async () => {
    const [low, high] = [await request(), await request()].sort() as [Id<"withdrawal">, Id<"withdrawal">];
    const unlock = await backstage.lock("withdrawal_requests", low);
    const undone = new Error("undone");
    let answers: unknown;
    const taking = world.as(maker.caller, async (ctx) => {
      const takes = [high, newId("withdrawal"), low].map((withdrawal) => ({
        withdrawal,
        operation: newId("operation"),
        distributor: a.id,
      }));
      answers = await takeWithdrawals(ctx, takes);
      throw undone;
    });
    const outcome = taking.catch((error: unknown) => error);
    await backstage.untilWaiting(1);
    // Nothing behind the row that it waits for is locked yet.
    await backstage.sql`select from withdrawal_requests where id = ${high} for update nowait`;
    await unlock();
    expect(await outcome).toBeInstanceOf(Error);
    expect(answers).toMatchObject([{ id: high }, "not-found", { id: low }]);
  });
});
