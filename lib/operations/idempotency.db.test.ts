import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, cashOut, codeOf, decide, keyed, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { databaseError, hashRequest, run, runEachTogether } from "@/lib/runtime";
import { submissions, submitOperation } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let b: TestDistributor;
let maker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(10_000_00n);
  b = await world.distributor(10_000_00n);
  maker = await a.person("Maker", ["maker"]);
  customer = await world.customer("+2348123450001", 1_000_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const request = (key: string, minor = 10_00n, organisation = a.id) =>
  cashIn(minor, customer.phone, keyed(organisation, key, { minor }));
const send = (key: string, minor?: bigint) =>
  world.as(maker.caller, (ctx) => submitOperation(ctx, request(key, minor)));
const stored = (key: string) => backstage.sql<{ operationId: string }[]>`
  select operation_id as "operationId" from idempotency_keys where key = ${key}`;

describe("a request that names an idempotency key", () => {
  it("is done once: the same request again is answered with the same operation, and holds nothing more", async () => {
    const first = await send("once");
    const float = await world.balanceOf(a.floatAccountId);
    expect(first.replayed).toBe(false);
    expect(await send("once")).toEqual({ operationId: first.operationId, replayed: true });
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
  });

  it("is answered so whatever has become of the operation, and of the money that it needed", async () => {
    const rest = await world.distributor(10_00n);
    const person = await rest.person("Maker", ["maker"]);
    const other = await rest.person("Checker", ["checker"]);
    const again = () => world.as(person.caller, (ctx) => submitOperation(ctx, request("for ever", 10_00n, rest.id)));
    const { operationId } = await again();
    await decide(world, other.caller, operationId);
    expect(await again()).toEqual({ operationId, replayed: true });
    await backstage.suspend("customers", customer.id);
    expect(await again()).toEqual({ operationId, replayed: true });
    await backstage.reinstate("customers", customer.id);
  });

  it("is refused when the key stood for another request, which changes nothing", async () => {
    const { operationId } = await send("reused");
    const float = await world.balanceOf(a.floatAccountId);
    expect(await codeOf(send("reused", 11_00n))).toBe("idempotency.key-reused");
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
    expect(await send("reused")).toEqual({ operationId, replayed: true });
  });

  it("of 20 simultaneous ones with the same key makes exactly one operation", async () => {
    for (let round = 0; round < 3; round++) {
      const float = await world.balanceOf(a.floatAccountId);
      const key = `at once ${round}`;
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => send(key)));
      const ids = new Set(
        results.flatMap((result) => (result.status === "fulfilled" ? [result.value.operationId] : [])),
      );
      const fresh = results.filter((result) => result.status === "fulfilled" && !result.value.replayed);
      const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
      expect(ids.size).toBe(1);
      expect(fresh).toHaveLength(1);
      expect(refused.filter((code) => code !== "idempotency.in-progress")).toEqual([]);
      expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: float.posted, held: float.held + 10_00n });
      expect((await send(key)).operationId).toBe([...ids][0]);
    }
  });

  it("is refused at once, not made to wait, while the same one is still running", async () => {
    const unlock = await backstage.lock("ledger_accounts", a.floatAccountId);
    const running = send("running");
    await backstage.untilWaiting(1);
    expect(await codeOf(send("running"))).toBe("idempotency.in-progress");
    await unlock();
    const { operationId } = await running;
    expect(await send("running")).toEqual({ operationId, replayed: true });
  });

  it("twice in one set is done once", async () => {
    const results = await runEachTogether(submissions, maker.caller, { requestId: "test" }, [
      request("in a set"),
      request("in a set"),
      request("in a set", 12_00n),
    ]);
    expect(results.map((result) => (result.ok ? "ok" : result.error.code))).toEqual([
      "ok",
      "idempotency.in-progress",
      "idempotency.in-progress",
    ]);
    expect(await stored("in a set")).toHaveLength(1);
  });
});

describe("a refused request stores nothing, and its key may be used again", () => {
  it("when the money is not there", async () => {
    expect(await codeOf(send("too much", 99_999_00n))).toBe("ledger.insufficient-float");
    expect(await stored("too much")).toEqual([]);
    expect((await send("too much", 1_00n)).replayed).toBe(false);
  });

  it("when its reference is used already", async () => {
    const take = (reference: string) =>
      submit(
        world,
        maker.caller,
        cashOut({ phone: customer.phone, minor: 1_00n }, reference, keyed(a.id, "taken", { reference })),
      );
    await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 1_00n }, "R-1"));
    expect(await codeOf(take("R-1"))).toBe("operations.fulfilment-id-used");
    expect(await codeOf(take("R-2"))).toBe("accepted");
  });

  it("when it is refused among many that are not", async () => {
    const [poor, rich] = await runEachTogether(submissions, maker.caller, { requestId: "test" }, [
      request("poor", 99_999_00n),
      request("rich", 1_00n),
    ]);
    expect([poor?.ok, rich?.ok]).toEqual([false, true]);
    expect(await stored("poor")).toEqual([]);
    expect(await stored("rich")).toHaveLength(1);
  });
});

describe("a key is one distributor's, on one surface", () => {
  it("another distributor's same key is another request", async () => {
    const person = await b.person("Maker", ["maker"]);
    const here = await send("shared");
    const there = await world.as(person.caller, (ctx) => submitOperation(ctx, request("shared", 10_00n, b.id)));
    expect(there.replayed).toBe(false);
    expect(there.operationId).not.toBe(here.operationId);
  });

  it("all people and keys of a distributor share it: what one has sent the other does not send again", async () => {
    const key = await a.key(maker);
    const { operationId } = await send("among us");
    const again = world.as(key, (ctx) => submitOperation(ctx, request("among us")));
    expect(await again).toEqual({ operationId, replayed: true });
    const form = { ...request("among us"), idempotency: { ...keyed(a.id, "among us"), surface: "web" as const } };
    expect((await world.as(maker.caller, (ctx) => submitOperation(ctx, form))).replayed).toBe(false);
  });

  it("is nobody's to claim for another distributor", async () => {
    const foreign = world.as(maker.caller, (ctx) => submitOperation(ctx, request("foreign", 10_00n, b.id)));
    const error = await foreign.catch((reason) => reason);
    expect(isDomainError(error) ? error.code : databaseError(error)?.code).toBe("42501");
    expect(await stored("foreign")).toEqual([]);
  });
});

describe("what a key stood for is kept for ever", () => {
  it.each([
    "update idempotency_keys set operation_id = gen_random_uuid(), unit_id = app_unit()",
    "delete from idempotency_keys",
    "truncate idempotency_keys",
  ])("the tables' owner cannot %s", async (text) => {
    const tried = run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
      ctx.tx.execute(sql.raw(text)),
    );
    expect(await tried.catch((error) => databaseError(error)?.code)).toBe("PU002");
  });
});

describe("what makes it the same request", () => {
  it("is what it says, not the order in which it says it", () => {
    const hash = (parts: Record<string, unknown>) => hashRequest(parts).toString("hex");
    expect(hash({ a: 1, b: { c: "x", d: null } })).toBe(hash({ b: { d: null, c: "x" }, a: 1 }));
    expect(new Set([{ a: 1 }, { a: "1" }, { a: [1] }, { a: null }, { b: 1 }].map(hash)).size).toBe(5);
  });
});
