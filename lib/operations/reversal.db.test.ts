import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, cashOut, codeOf, decide, reversalOf, submit, tally } from "@/db/test/acts";
import { goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { runEachTogether } from "@/lib/runtime";
import { listOperations, readOperation, recallOperation, submissions } from ".";

type Customer = { readonly phone: E164; readonly accountId: Id<"account"> };

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let customers = 0;

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(10_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const newCustomer = (minor = 0n) => world.customer(`+2348123460${String(++customers).padStart(3, "0")}`, minor);
const ask = (of: Id<"operation">, minor: bigint) => submit(world, maker.caller, reversalOf(of, minor));
const read = (id: Id<"operation">) => world.as(checker.caller, (ctx) => readOperation(ctx, id));
const float = () => world.balanceOf(a.floatAccountId);

async function completed(request: Parameters<typeof submit>[2]): Promise<Id<"operation">> {
  const id = await submit(world, maker.caller, request);
  await decide(world, checker.caller, id);
  return id;
}

async function paidIn(minor: bigint): Promise<{ id: Id<"operation">; customer: Customer }> {
  const customer = await newCustomer();
  return { id: await completed(cashIn(minor, customer.phone)), customer };
}

/** The code of a refusal and what it says beside it. */
async function refusalOf(work: Promise<unknown>) {
  try {
    await work;
    return "accepted";
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { code: error.code, ...error.details };
  }
}

describe("the reversal of a cash-in", () => {
  it("is held in the wallet at once, goes back to the float when a checker approves, and both know of each other", async () => {
    const { id, customer } = await paidIn(500_00n);
    const before = await float();
    const back = await ask(id, 500_00n);
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 500_00n, held: 500_00n });
    expect(await codeOf(decide(world, maker.caller, back))).toBe("auth.forbidden");
    expect(await read(id)).toMatchObject({ reversed: { done: { minor: 0n }, waiting: { minor: 500_00n } } });
    expect(await decide(world, checker.caller, back)).toMatchObject({ status: "completed" });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 0n, held: 0n });
    expect(await float()).toEqual({ posted: before.posted + 500_00n, held: before.held });
    expect(await read(back)).toMatchObject({
      type: "reversal",
      reversalOf: id,
      memo: "Wrong customer",
      reversed: null,
    });
    expect(await read(id)).toMatchObject({
      status: "completed",
      reversalOf: null,
      reversed: { done: { minor: 500_00n }, waiting: { minor: 0n } },
    });
  });

  it("of a merchant is as of a customer", async () => {
    const merchant = await world.merchant("654321");
    const before = await float();
    const id = await completed(cashIn(70_00n, { shortCode: "654321" }));
    const back = await ask(id, 70_00n);
    expect(await decide(world, checker.caller, back)).toMatchObject({ status: "completed" });
    expect(await read(back)).toMatchObject({ counterparty: { kind: "merchant", id: merchant, shortCode: "654321" } });
    expect(await float()).toEqual(before);
  });

  it("goes back in parts, never more than came; what is rejected or recalled can be reversed again", async () => {
    const { id, customer } = await paidIn(100_00n);
    await decide(world, checker.caller, await ask(id, 60_00n));
    expect(await refusalOf(ask(id, 40_01n))).toEqual({
      code: "operations.reversal-exceeds",
      left: "40.00",
      currency: "NGN",
    });
    const rejected = await ask(id, 40_00n);
    expect(await refusalOf(ask(id, 1n))).toMatchObject({ code: "operations.reversal-exceeds", left: "0.00" });
    await decide(world, checker.caller, rejected, "reject");
    const recalled = await ask(id, 40_00n);
    await world.as(maker.caller, (ctx) => recallOperation(ctx, recalled));
    await decide(world, checker.caller, await ask(id, 40_00n));
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 0n, held: 0n });
  });

  it("of money that was spent is refused with what is left, and the wallet never falls below zero", async () => {
    const { id, customer } = await paidIn(100_00n);
    await completed(cashOut({ phone: customer.phone, minor: 70_00n }));
    expect(await refusalOf(ask(id, 100_00n))).toEqual({
      code: "operations.reversal-spent",
      left: "30.00",
      currency: "NGN",
    });
    await decide(world, checker.caller, await ask(id, 30_00n));
    expect(await refusalOf(ask(id, 70_00n))).toMatchObject({ code: "operations.reversal-spent", left: "0.00" });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 0n, held: 0n });
  });
});

describe("the reversal of a cash-out", () => {
  it("is held on the float at once and goes back to the wallet", async () => {
    const customer = await newCustomer(200_00n);
    const id = await completed(cashOut({ phone: customer.phone, minor: 150_00n }));
    const before = await float();
    const back = await ask(id, 150_00n);
    expect(await float()).toEqual({ posted: before.posted, held: before.held + 150_00n });
    expect(await decide(world, checker.caller, back)).toMatchObject({ status: "completed" });
    expect(await float()).toEqual({ posted: before.posted - 150_00n, held: before.held });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 200_00n, held: 0n });
  });

  it("needs the float to cover it", async () => {
    const b = await world.distributor(0n);
    const makerB = await b.person("Maker of B", ["maker"]);
    const checkerB = await b.person("Checker of B", ["checker"]);
    await b.person("Second checker of B", ["checker"]);
    const customer = await newCustomer(10_00n);
    const out = await submit(world, makerB.caller, cashOut({ phone: customer.phone, minor: 10_00n }));
    await decide(world, checkerB.caller, out);
    await submit(world, makerB.caller, cashIn(1_00n, customer.phone));
    expect(await codeOf(submit(world, makerB.caller, reversalOf(out, 10_00n)))).toBe("ledger.insufficient-float");
    expect(await codeOf(submit(world, maker.caller, reversalOf(out, 10_00n)))).toBe("operations.not-found");
  });
});

describe("what can be reversed", () => {
  it("is a completed cash-in or cash-out of one's own, by a maker in the portal", async () => {
    const { id } = await paidIn(10_00n);
    const pending = await submit(world, maker.caller, cashIn(10_00n, (await newCustomer()).phone));
    const back = await ask(id, 5_00n);
    await decide(world, checker.caller, back);
    expect(await codeOf(ask(pending, 10_00n))).toBe("operations.not-reversible");
    expect(await codeOf(ask(back, 5_00n))).toBe("operations.not-reversible");
    expect(await codeOf(submit(world, checker.caller, reversalOf(id, 1_00n)))).toBe("auth.forbidden");
    expect(await codeOf(submit(world, await a.key(maker), reversalOf(id, 1_00n)))).toBe("api-keys.permission-missing");
    const staff = await world.staff("Issuer's maker", ["maker"]);
    expect(await codeOf(submit(world, staff.caller, reversalOf(id, 1_00n)))).toBe("auth.forbidden");
  });

  it("is nothing of a holder who is suspended, before the request or before the approval", async () => {
    const backstage = goBackstage(world);
    const customer = await world.customer("+2348123460999");
    const id = await completed(cashIn(10_00n, customer.phone));
    const back = await ask(id, 4_00n);
    await backstage.suspend("customers", customer.id);
    expect(await codeOf(ask(id, 1_00n))).toBe("wallets.holder-inactive");
    expect(await decide(world, checker.caller, back)).toMatchObject({
      status: "failed",
      failure: "wallets.holder-inactive",
    });
    await backstage.reinstate("customers", customer.id);
    await decide(world, checker.caller, await ask(id, 10_00n));
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 0n, held: 0n });
    await backstage.close();
  });

  it("stands in lists with how much of it went back", async () => {
    const { id } = await paidIn(10_00n);
    await decide(world, checker.caller, await ask(id, 3_00n));
    const { items } = await world.as(checker.caller, (ctx) => listOperations(ctx, { filters: {}, limit: 2 }));
    expect(items.map(({ reversed }) => reversed)).toEqual([
      null,
      { done: money(3_00n, "NGN"), waiting: money(0n, "NGN") },
    ]);
  });
});

describe("reversals at once", () => {
  it("of 20 of a fifth each, in units of their own, exactly five are made", async () => {
    const { id, customer } = await paidIn(100_00n);
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(ask(id, 20_00n))));
    expect(tally(codes)).toEqual({ accepted: 5, "operations.reversal-exceeds": 15 });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 100_00n, held: 100_00n });
  });

  it("of as many in one unit, too; one that is refused for the wallet leaves what it would have taken to the others", async () => {
    const { id, customer } = await paidIn(100_00n);
    await completed(cashOut({ phone: customer.phone, minor: 50_00n }));
    const amounts = [80_00n, 30_00n, 30_00n, 20_00n];
    const outcomes = await runEachTogether(
      submissions,
      maker.caller,
      { requestId: "test" },
      amounts.map((minor) => reversalOf(id, minor)),
    );
    expect(outcomes.map((outcome) => (outcome.ok ? "accepted" : (outcome.error as { code?: string }).code))).toEqual([
      "operations.reversal-spent",
      "accepted",
      "operations.reversal-spent",
      "accepted",
    ]);
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 50_00n, held: 50_00n });
  });

  it("and cash-outs from the same wallet take exactly what it has", async () => {
    const { id, customer } = await paidIn(100_00n);
    const codes = await Promise.all([
      ...Array.from({ length: 6 }, () => codeOf(ask(id, 10_00n))),
      ...Array.from({ length: 10 }, () =>
        codeOf(submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 10_00n }))),
      ),
    ]);
    expect(tally(codes).accepted).toBe(10);
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: 100_00n, held: 100_00n });
  });
});
