import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { cashIn, cashOut, codeOf, decide, submit, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { type Caller, run } from "@/lib/runtime";
import { decideOperation, expireOperations, readOperation, readTimeline, recallOperation } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let key: Caller;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let merchant: Id<"merchant">;
let float: { posted: bigint; held: bigint };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(10_000_00n);
  maker = await a.person("Maker One", ["maker"]);
  checker = await a.person("Checker One", ["checker"]);
  key = await a.key(maker, { maxDailyMinor: 1_000_00n });
  customer = await world.customer("+2348123450001", 1_000_00n);
  merchant = await world.merchant("100200");
});

beforeEach(async () => {
  float = await world.balanceOf(a.floatAccountId);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const submitCashIn = (minor: bigint, by = maker.caller) => submit(world, by, cashIn(minor, customer.phone));
const expireDue = () => world.as(world.system, (ctx) => expireOperations(ctx, 100));
const recall = (id: Id<"operation">, by = maker) => world.as(by.caller, (ctx) => recallOperation(ctx, id));
const look = (id: Id<"operation">) => world.as(maker.caller, (ctx) => readOperation(ctx, id));
const usedVolume = async () => {
  const rows = await backstage.sql<{ used: string }[]>`select coalesce(sum(used_minor), 0) as used from limit_counters
     where starts_with(subject, 'key:')`;
  return BigInt(rows[0]?.used ?? 0);
};

describe("an operation whose time has run out", () => {
  it("cannot be decided, is ended by the clock, and gives back its hold and its volume", async () => {
    const used = await usedVolume();
    const id = await submitCashIn(100_00n, key);
    expect(await usedVolume()).toBe(used + 100_00n);
    await backstage.expire(id);
    expect(await codeOf(decide(world, checker.caller, id))).toBe("operations.expired");
    expect(await codeOf(decide(world, checker.caller, id, "reject"))).toBe("operations.expired");
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: float.posted, held: float.held + 100_00n });
    expect(await expireDue()).toBe(1);
    expect((await look(id)).status).toBe("expired");
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
    expect(await usedVolume()).toBe(used);
    expect(await codeOf(decide(world, checker.caller, id))).toBe("operations.not-pending");
    expect(await expireDue()).toBe(0);
    const timeline = await world.as(maker.caller, (ctx) => readTimeline(ctx, id));
    expect(timeline.map((event) => event.action)).toContain("operation.expired");
  });

  it("is ended by the worker's own role as well", async () => {
    const id = await submitCashIn(100_00n, key);
    await backstage.expire(id);
    const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
    try {
      const request = { requestId: "test", database: worker };
      expect(await run(world.system, request, (ctx) => expireOperations(ctx, 100))).toBe(1);
    } finally {
      await worker.$client.end();
    }
    expect((await look(id)).status).toBe("expired");
  });

  it("that somebody is deciding at this moment is left for the next round", async () => {
    const id = await submitCashIn(100_00n);
    await backstage.expire(id);
    const unlock = await backstage.lock("operations", id);
    expect(await expireDue()).toBe(0);
    await unlock();
    expect(await expireDue()).toBe(1);
  });

  it("is not ended by a person", async () => {
    expect(await codeOf(world.as(maker.caller, (ctx) => expireOperations(ctx, 1)))).toBe("auth.forbidden");
  });
});

describe("a recall", () => {
  it("is the maker's alone, and of a key's operation the person's who made the key", async () => {
    const other = await a.person("Maker Two", ["maker"]);
    const admin = await a.person("Admin", ["admin"]);
    const id = await submitCashIn(10_00n);
    expect(await codeOf(recall(id, other))).toBe("operations.not-maker");
    expect(await codeOf(recall(id, admin))).toBe("operations.not-maker");
    expect(await codeOf(recall(id, checker))).toBe("auth.forbidden");
    expect(await codeOf(world.as(key, (ctx) => recallOperation(ctx, id)))).toBe("api-keys.permission-missing");
    expect(await codeOf(recall(id))).toBe("accepted");
    const byKey = await submitCashIn(10_00n, key);
    expect(await codeOf(recall(byKey))).toBe("accepted");
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
  });

  it("or expiry after one of two approvals was nobody's decision: who comes late is told of no decider", async () => {
    const second = await a.person("Checker Two", ["checker"]);
    for (const end of ["cancelled", "expired"] as const) {
      const id = await submitCashIn(10_00n);
      await backstage.sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update operations set approvals_needed = 2 where id = ${id}`;
      });
      expect(await decide(world, checker.caller, id)).toMatchObject({ status: "pending" });
      if (end === "expired") {
        await backstage.expire(id);
        await expireDue();
      } else await recall(id);
      await expect(decide(world, second.caller, id)).rejects.toMatchObject({
        code: "operations.not-pending",
        details: { status: end, decision: null, decidedBy: null },
      });
    }
  });

  it("and an approval at once have one winner, time and again", async () => {
    for (let round = 0; round < 10; round++) {
      const before = await world.balanceOf(a.floatAccountId);
      const id = await submitCashIn(1_00n);
      const { revision, digest } = await look(id);
      const decision = { operationId: id, revision, digest, decision: "approve", comment: null } as const;
      const [recalled, approved] = await Promise.all([
        codeOf(recall(id)),
        codeOf(world.as(checker.caller, (ctx) => decideOperation(ctx, decision))),
      ]);
      const moved = approved === "accepted";
      expect([recalled, approved]).toEqual(
        moved ? ["operations.already-decided", "accepted"] : ["accepted", "operations.not-pending"],
      );
      expect((await look(id)).status).toBe(moved ? "completed" : "cancelled");
      expect(await world.balanceOf(a.floatAccountId)).toEqual(
        moved ? { ...before, posted: before.posted - 1_00n } : before,
      );
    }
  });
});

describe("an approved operation that can no longer happen is kept as failed, with nothing held or counted", () => {
  const failing = async (id: Id<"operation">, failure: string) => {
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "failed", failure });
    expect(await look(id)).toMatchObject({ status: "failed", failure, transfer: null });
  };

  it("because the customer was suspended: a cash-in by a key", async () => {
    const used = await usedVolume();
    const id = await submitCashIn(50_00n, key);
    await backstage.suspend("customers", customer.id);
    await failing(id, "wallets.holder-inactive");
    await backstage.reinstate("customers", customer.id);
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
    expect(await usedVolume()).toBe(used);
  });

  it("because the customer was suspended: a cash-out", async () => {
    const wallet = await world.balanceOf(customer.accountId);
    const id = await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 50_00n }));
    await backstage.suspend("customers", customer.id);
    await failing(id, "wallets.holder-inactive");
    await backstage.reinstate("customers", customer.id);
    expect(await world.balanceOf(customer.accountId)).toEqual(wallet);
  });

  it("because the merchant was suspended", async () => {
    const id = await submit(world, maker.caller, cashIn(50_00n, { shortCode: "100200" }));
    await backstage.suspend("merchants", merchant);
    await failing(id, "wallets.holder-inactive");
    await backstage.reinstate("merchants", merchant);
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
  });

  it("but is on hold while its distributor is suspended, which submits nothing either", async () => {
    const id = await submitCashIn(50_00n);
    await backstage.suspend("distributors", a.id);
    expect(await codeOf(submitCashIn(50_00n))).toBe("organisations.distributor-suspended");
    expect(await codeOf(decide(world, checker.caller, id))).toBe("organisations.distributor-suspended");
    await backstage.reinstate("distributors", a.id);
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
  });

  it("of 20 simultaneous decisions on it one is taken, and the others learn that it failed", async () => {
    const id = await submitCashIn(50_00n);
    const { revision, digest } = await look(id);
    const decision = { operationId: id, revision, digest, decision: "approve", comment: null } as const;
    const checkers = await Promise.all(Array.from({ length: 20 }, (_, n) => a.person(`Checker ${n}`, ["checker"])));
    await backstage.suspend("customers", customer.id);
    const codes = await Promise.all(
      checkers.map(({ caller }) => codeOf(world.as(caller, (ctx) => decideOperation(ctx, decision)))),
    );
    await backstage.reinstate("customers", customer.id);
    expect(tally(codes)).toEqual({ accepted: 1, "operations.already-decided": 19 });
    expect((await look(id)).status).toBe("failed");
  });
});
