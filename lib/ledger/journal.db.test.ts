import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, decide, submit } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { readOperation } from "@/lib/operations";
import { readBalance, readJournal } from ".";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  customer = await world.customer("+2348123450001", 500_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

describe("a posted transfer", () => {
  let done: Id<"operation">;

  beforeEach(async () => {
    done = await submit(world, maker.caller, cashIn(10_00n, customer.phone));
    await decide(world, checker.caller, done);
  });

  it("has its journal: two legs that sum to zero, the chain's next number, and the hash before it", async () => {
    const { transfer: last } = await world.as(maker.caller, (ctx) => readOperation(ctx, done));
    const next = await submit(world, maker.caller, cashIn(5_00n, customer.phone));
    await decide(world, checker.caller, next);
    const { transfer: posted } = await world.as(maker.caller, (ctx) => readOperation(ctx, next));
    if (!posted || !last) throw new Error("nothing was posted");
    const journal = await world.as(maker.caller, (ctx) => readJournal(ctx, posted.id));
    expect(journal).toMatchObject({
      hash: posted.hash,
      prevHash: last.hash,
      sequenceNumber: last.sequenceNumber + 1n,
      entries: [
        { accountId: a.floatAccountId, amount: money(-5_00n, "NGN") },
        { accountId: customer.accountId, amount: money(5_00n, "NGN") },
      ],
    });
  });

  it("is nobody else's to read", async () => {
    const b = await world.distributor(0n);
    const other = await b.person("Viewer of B", ["viewer"]);
    const { transfer: posted } = await world.as(maker.caller, (ctx) => readOperation(ctx, done));
    if (!posted) throw new Error("nothing was posted");
    expect(await world.as(other.caller, (ctx) => readJournal(ctx, posted.id))).toBeNull();
    await expect(world.as(other.caller, (ctx) => readBalance(ctx, a.floatAccountId))).rejects.toMatchObject({
      code: "ledger.account-closed",
    });
  });
});
