import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide as decideAs, submit as submitOne } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { type Caller, runEachTogether } from "@/lib/runtime";
import {
  decideOperation,
  decisions,
  type ListPosition,
  listOperations,
  readOperation,
  readTimeline,
  recallOperation,
  submissions,
  submitOperation,
} from ".";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let both: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(100_000_00n);
  maker = await a.person("Maker One", ["maker"]);
  checker = await a.person("Checker One", ["checker"]);
  both = await a.person("Maker and Checker", ["maker", "checker"]);
  customer = await world.customer("+2348123456781", 50_000_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const submit = (minor: bigint, by: Caller = maker.caller) => submitOne(world, by, cashIn(minor, customer.phone));
const decide = (by: Caller, id: Id<"operation">, decision: "approve" | "reject" = "approve") =>
  decideAs(world, by, id, decision);

describe("a cash-in", () => {
  it("holds the float at submit and moves it to the wallet at approve, to the minor unit", async () => {
    const float = await world.balanceOf(a.floatAccountId);
    const wallet = await world.balanceOf(customer.accountId);
    const id = await submit(1_234_56n);
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: float.posted, held: float.held + 1_234_56n });
    expect(await decide(checker.caller, id)).toMatchObject({ status: "completed", failure: null });
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: float.posted - 1_234_56n, held: float.held });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: wallet.posted + 1_234_56n, held: wallet.held });
    const done = await world.as(maker.caller, (ctx) => readOperation(ctx, id));
    expect(done.transfer?.hash).toMatch(/^[0-9a-f]{64}$/);
    const timeline = await world.as(maker.caller, (ctx) => readTimeline(ctx, id));
    expect(timeline.map((event) => event.action).sort()).toEqual(
      ["operation.approved", "operation.completed", "operation.submitted"].sort(),
    );
  });

  it("gives the float back when it is rejected, and when its maker recalls it", async () => {
    const float = await world.balanceOf(a.floatAccountId);
    const rejected = await submit(500_00n);
    expect(await decide(checker.caller, rejected, "reject")).toMatchObject({ status: "rejected" });
    const recalled = await submit(500_00n);
    await world.as(maker.caller, (ctx) => recallOperation(ctx, recalled));
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
    expect((await world.as(maker.caller, (ctx) => readOperation(ctx, recalled))).status).toBe("cancelled");
  });

  it("is refused beyond the available float, and nothing of it remains", async () => {
    const float = await world.balanceOf(a.floatAccountId);
    expect(await codeOf(submit(1_000_000_00n))).toBe("ledger.insufficient-float");
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
  });
});

describe("four eyes", () => {
  it("a person with both roles cannot decide on their own operation", async () => {
    const id = await submit(100_00n, both.caller);
    expect(await codeOf(decide(both.caller, id))).toBe("operations.own-operation");
    expect(await codeOf(decide(both.caller, id, "reject"))).toBe("operations.own-operation");
    expect(await decide(checker.caller, id)).toMatchObject({ status: "completed" });
  });

  it("a maker without the checker's role cannot decide", async () => {
    const id = await submit(100_00n, both.caller);
    expect(await codeOf(decide(maker.caller, id))).toBe("auth.forbidden");
    await decide(checker.caller, id, "reject");
  });

  it("the maker of a key's operation is the person who made the key", async () => {
    const key = await a.key(both);
    const id = await submit(100_00n, key);
    expect(await codeOf(decide(both.caller, id))).toBe("operations.own-operation");
    expect(await decide(checker.caller, id)).toMatchObject({ status: "completed" });
  });

  it("of 20 simultaneous decisions exactly one wins and the others learn who", async () => {
    const deciders = await Promise.all(Array.from({ length: 20 }, (_, n) => a.person(`Checker ${n}`, ["checker"])));
    const id = await submit(100_00n);
    const { revision, digest } = await world.as(maker.caller, (ctx) => readOperation(ctx, id));
    const float = await world.balanceOf(a.floatAccountId);
    const results = await Promise.allSettled(
      deciders.map(({ caller }) =>
        world.as(caller, (ctx) =>
          decideOperation(ctx, { operationId: id, revision, digest, decision: "approve", comment: null }),
        ),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "fulfilled") continue;
      expect(result.reason).toMatchObject({ code: "operations.already-decided" });
      expect(result.reason.details.decidedBy).toMatch(/^Checker \d+$/);
    }
    expect(await world.balanceOf(a.floatAccountId)).toEqual({
      posted: float.posted - 100_00n,
      held: float.held - 100_00n,
    });
  });
});

describe("many at once", () => {
  it("of 50 simultaneous cash-ins of 100.00 on a float of 1,000.00 exactly 10 are accepted and the float is 0", async () => {
    const small = await world.distributor(1_000_00n);
    const person = await small.person("Maker", ["maker"]);
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        codeOf(world.as(person.caller, (ctx) => submitOperation(ctx, cashIn(100_00n, customer.phone)))),
      ),
    );
    expect(results.filter((code) => code === "accepted")).toHaveLength(10);
    expect(results.filter((code) => code === "ledger.insufficient-float")).toHaveLength(40);
    expect(await world.balanceOf(small.floatAccountId)).toEqual({ posted: 1_000_00n, held: 1_000_00n });
  });

  it("a refused one among many spoils none of its neighbours and leaves nothing behind", async () => {
    const key = await a.key(maker, { maxDailyMinor: 250_00n });
    const float = await world.balanceOf(a.floatAccountId);
    const amounts = [100_00n, 200_00n, 100_00n, 60_00n, 50_00n];
    const results = await runEachTogether(
      submissions,
      key,
      { requestId: "test" },
      amounts.map((minor) => cashIn(minor, customer.phone)),
    );
    expect(results.map((result) => (result.ok ? "ok" : result.error.code))).toEqual([
      "ok",
      "limits.daily-volume-exceeded",
      "ok",
      "limits.daily-volume-exceeded",
      "ok",
    ]);
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: float.posted, held: float.held + 250_00n });
    const ids = results.flatMap((result) => (result.ok ? [result.value.operationId] : []));
    const seen = await world.as(checker.caller, (ctx) => Promise.all(ids.map((id) => readOperation(ctx, id))));
    const decided = await runEachTogether(
      decisions,
      checker.caller,
      { requestId: "test" },
      seen.map(({ id, revision, digest }, n) => ({
        operationId: id,
        revision,
        digest: n === 1 ? "00".repeat(32) : digest,
        decision: "approve",
        comment: null,
      })),
    );
    expect(decided.map((result) => (result.ok ? result.value.status : result.error.code))).toEqual([
      "completed",
      "operations.revision-changed",
      "completed",
    ]);
  });
});

describe("the list", () => {
  it("pages newest first without gap or repeat, and shows nothing of another distributor", async () => {
    const other = await world.distributor(1_000_00n);
    const stranger = await other.person("Stranger", ["maker", "viewer"]);
    expect((await world.as(stranger.caller, (ctx) => listOperations(ctx, { filters: {}, limit: 100 }))).items).toEqual(
      [],
    );
    const all = await world.as(maker.caller, (ctx) => listOperations(ctx, { filters: {}, limit: 1000 }));
    const paged: string[] = [];
    const read = (after: ListPosition | null) =>
      world.as(maker.caller, (ctx) => listOperations(ctx, { filters: {}, limit: 3, ...(after ? { after } : {}) }));
    let page = await read(null);
    for (; page.next; page = await read(page.next)) paged.push(...page.items.map((item) => item.id));
    paged.push(...page.items.map((item) => item.id));
    expect(paged).toEqual(all.items.map((item) => item.id));
    expect(
      await codeOf(world.as(stranger.caller, (ctx) => readOperation(ctx, all.items[0]?.id as Id<"operation">))),
    ).toBe("operations.not-found");
  });
});
