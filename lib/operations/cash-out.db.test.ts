import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashOut, codeOf, decide, submit, tally } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { readOperation, recallOperation } from ".";

let world: World;
let a: TestDistributor;
let b: TestDistributor;
let makerA: TestPerson;
let makerB: TestPerson;
let checkerA: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  b = await world.distributor(1_000_00n);
  makerA = await a.person("Maker of A", ["maker"]);
  makerB = await b.person("Maker of B", ["maker"]);
  checkerA = await a.person("Checker of A", ["checker"]);
  customer = await world.customer("+2348123450001", 10_000_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const take = (minor: bigint, by = makerA, reference: string | null = null, phone = customer.phone) =>
  submit(world, by.caller, cashOut({ phone, minor }, reference));

describe("a direct cash-out", () => {
  it("holds the wallet at submit and moves it to the float at approve, to the minor unit", async () => {
    const wallet = await world.balanceOf(customer.accountId);
    const float = await world.balanceOf(a.floatAccountId);
    const id = await take(123_45n);
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: wallet.posted, held: wallet.held + 123_45n });
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
    expect(await decide(world, checkerA.caller, id)).toMatchObject({ status: "completed", failure: null });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: wallet.posted - 123_45n, held: wallet.held });
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: float.posted + 123_45n, held: float.held });
  });

  it("frees the wallet when it is rejected, and when its maker recalls it", async () => {
    const wallet = await world.balanceOf(customer.accountId);
    expect(await decide(world, checkerA.caller, await take(100_00n), "reject")).toMatchObject({ status: "rejected" });
    const recalled = await take(100_00n);
    await world.as(makerA.caller, (ctx) => recallOperation(ctx, recalled));
    expect(await world.balanceOf(customer.accountId)).toEqual(wallet);
  });

  it("is refused beyond what the wallet can spend, though more is posted than is free", async () => {
    const poor = await world.customer("+2348123450002", 100_00n);
    await take(60_00n, makerA, null, poor.phone);
    expect(await codeOf(take(40_01n, makerA, null, poor.phone))).toBe("ledger.insufficient-wallet");
    expect(await world.balanceOf(poor.accountId)).toEqual({ posted: 100_00n, held: 60_00n });
    expect(await codeOf(take(40_00n, makerA, null, poor.phone))).toBe("accepted");
  });

  it("is refused for a phone nobody has registered", async () => {
    expect(await codeOf(take(1_00n, makerA, null, "+2348199999999" as E164))).toBe("wallets.unknown-phone");
  });

  it("two distributors after one wallet at once never take it below zero and use it fully", async () => {
    const shared = await world.customer("+2348123450003", 1_000_00n);
    const codes = await Promise.all(
      Array.from({ length: 40 }, (_, n) => codeOf(take(50_00n, n % 2 ? makerA : makerB, null, shared.phone))),
    );
    expect(tally(codes)).toEqual({ accepted: 20, "ledger.insufficient-wallet": 20 });
    expect(await world.balanceOf(shared.accountId)).toEqual({ posted: 1_000_00n, held: 1_000_00n });
  });
});

describe("the reference of a cash-out", () => {
  it("is used once by a distributor, and leaves no money held when it is refused; another distributor may use the same", async () => {
    await take(10_00n, makerA, "R-1");
    const wallet = await world.balanceOf(customer.accountId);
    expect(await codeOf(take(20_00n, makerA, "R-1"))).toBe("operations.fulfilment-id-used");
    expect(await world.balanceOf(customer.accountId)).toEqual(wallet);
    const id = await take(10_00n, makerB, "R-1");
    expect((await world.as(makerB.caller, (ctx) => readOperation(ctx, id))).reference).toBe("R-1");
  });

  it("of 20 simultaneous uses exactly one is accepted, and only its money is held", async () => {
    const { held } = await world.balanceOf(customer.accountId);
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(take(10_00n, makerA, "R-2"))));
    expect(tally(codes)).toEqual({ accepted: 1, "operations.fulfilment-id-used": 19 });
    expect((await world.balanceOf(customer.accountId)).held).toBe(held + 10_00n);
  });

  it("may be left out any number of times", async () => {
    expect(await codeOf(take(1_00n))).toBe("accepted");
    expect(await codeOf(take(1_00n))).toBe("accepted");
  });
});
