import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { money } from "@/lib/kernel/money";
import { countApprovals, listApprovals, recallOperation } from ".";

let world: World;
let a: TestDistributor;
let makerA: TestPerson;
let checkerA: TestPerson;
let seller: TestPerson;
let checker: TestPerson;
let another: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  makerA = await a.person("Maker of A", ["maker"]);
  checkerA = await a.person("Checker of A", ["checker"]);
  await a.person("Second checker of A", ["checker"]);
  seller = await world.staff("Issuer's maker", ["maker", "checker"]);
  checker = await world.staff("Issuer's checker", ["checker"]);
  another = await world.staff("Issuer's other checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

let payments = 0;
const web = { idempotency: null } as const;
const sale = (minor: bigint, reference = `Payment ${++payments}`) => ({
  ...web,
  input: { type: "float-sale", distributorId: a.id, amount: money(minor, "NGN"), reference, memo: null } as const,
});
const takeBack = (minor: bigint) => ({
  ...web,
  input: { type: "float-return", distributorId: a.id, amount: money(minor, "NGN"), memo: "Leaving" } as const,
});
const request = (minor: bigint, reference = `Payment ${++payments}`) => ({
  ...web,
  input: { type: "float-request", amount: money(minor, "NGN"), reference, memo: null } as const,
});
const float = () => world.balanceOf(a.floatAccountId);
const desk = (by: TestPerson) =>
  world.as(by.caller, async (ctx) =>
    (await listApprovals(ctx, { tab: "needs-me", filters: {}, limit: 50 })).items.map(({ id }) => id),
  );

describe("float that the issuer sells", () => {
  it("reaches the float when another of the issuer's people approves, once for one payment", async () => {
    const before = await float();
    const id = await submit(world, seller.caller, sale(500_00n, "Bank 1"));
    expect(await float()).toEqual(before);
    expect(await codeOf(decide(world, seller.caller, id))).toBe("operations.own-operation");
    expect(await codeOf(decide(world, checkerA.caller, id))).toBe("operations.waits-for-issuer");
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await float()).toEqual({ posted: before.posted + 500_00n, held: before.held });
    expect(await codeOf(submit(world, seller.caller, sale(500_00n, "Bank 1")))).toBe("operations.reference-used");
  });

  it("is sold by the issuer's makers alone, and moves nothing when it is rejected", async () => {
    const before = await float();
    expect(await codeOf(submit(world, makerA.caller, sale(1_00n)))).toBe("auth.forbidden");
    expect(await codeOf(submit(world, checker.caller, sale(1_00n)))).toBe("auth.forbidden");
    const id = await submit(world, seller.caller, sale(1_00n));
    expect(await decide(world, checker.caller, id, "reject")).toMatchObject({ status: "rejected" });
    expect(await float()).toEqual(before);
  });

  it("can be recalled by its maker", async () => {
    const id = await submit(world, seller.caller, sale(1_00n));
    await world.as(seller.caller, (ctx) => recallOperation(ctx, id));
    expect(await codeOf(decide(world, checker.caller, id))).toBe("operations.not-pending");
  });
});

describe("float that the issuer takes back", () => {
  it("is held at once, and leaves the float when another of the issuer's people approves", async () => {
    const before = await float();
    const id = await submit(world, seller.caller, takeBack(200_00n));
    expect(await float()).toEqual({ posted: before.posted, held: before.held + 200_00n });
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await float()).toEqual({ posted: before.posted - 200_00n, held: before.held });
    expect(await codeOf(submit(world, seller.caller, takeBack(before.posted)))).toBe("ledger.insufficient-float");
  });

  it("can be taken back from a distributor that is suspended, whose own requests are on hold", async () => {
    const backstage = goBackstage(world);
    const customer = await world.customer("+2348123450900");
    const own = await submit(world, makerA.caller, cashIn(10_00n, customer.phone));
    await backstage.suspend("distributors", a.id);
    const id = await submit(world, seller.caller, takeBack(1_00n));
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await codeOf(decide(world, checkerA.caller, own))).toBe("organisations.distributor-suspended");
    await backstage.reinstate("distributors", a.id);
    expect(await decide(world, checkerA.caller, own)).toMatchObject({ status: "completed" });
    await backstage.close();
  });
});

describe("float that a distributor asks for", () => {
  it("needs one of its own people and then one of the issuer's, in this order", async () => {
    const before = await float();
    const id = await submit(world, makerA.caller, request(300_00n));
    expect(await desk(checker)).not.toContain(id);
    expect(await codeOf(decide(world, checker.caller, id))).toBe("operations.not-found");
    expect(await decide(world, checkerA.caller, id)).toMatchObject({ status: "pending" });
    expect(await codeOf(decide(world, checkerA.caller, id))).toBe("operations.already-voted");
    expect(await desk(checkerA)).not.toContain(id);
    expect(await desk(checker)).toContain(id);
    expect(await float()).toEqual(before);
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await float()).toEqual({ posted: before.posted + 300_00n, held: before.held });
  });

  it("is on hold while its distributor is suspended: it needs nobody of the issuer's, and nobody's badge counts it", async () => {
    const backstage = goBackstage(world);
    const counted = async () => (await world.as(checker.caller, countApprovals)).needsMe;
    const id = await submit(world, makerA.caller, request(1_00n));
    await decide(world, checkerA.caller, id);
    const before = await counted();
    const sold = await submit(world, seller.caller, sale(1_00n));
    await backstage.suspend("distributors", a.id);
    const back = await submit(world, seller.caller, takeBack(1_00n));
    expect(await codeOf(decide(world, checker.caller, id))).toBe("organisations.distributor-suspended");
    expect(await desk(checker)).not.toContain(id);
    expect(await desk(checker)).not.toContain(sold);
    expect(await desk(checker)).toContain(back);
    expect(await counted()).toBe(before);
    await backstage.reinstate("distributors", a.id);
    expect(await desk(checker)).toContain(id);
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    await backstage.close();
  });

  it("ends when either of them rejects it", async () => {
    const atHome = await submit(world, makerA.caller, request(1_00n));
    expect(await decide(world, checkerA.caller, atHome, "reject")).toMatchObject({ status: "rejected" });
    const away = await submit(world, makerA.caller, request(1_00n));
    await decide(world, checkerA.caller, away);
    expect(await decide(world, checker.caller, away, "reject")).toMatchObject({ status: "rejected" });
  });
});

describe("a distributor that has no two people who decide", () => {
  it("has the issuer's people decide for it, one for each approval", async () => {
    const fresh = await world.distributor(100_00n);
    const all = await fresh.person("Everything", ["admin", "maker", "checker"]);
    const customer = await world.customer("+2348123450901");
    const paid = await submit(world, all.caller, cashIn(10_00n, customer.phone));
    expect(await codeOf(decide(world, all.caller, paid))).toBe("operations.own-operation");
    expect(await desk(checker)).toContain(paid);
    expect(await decide(world, checker.caller, paid)).toMatchObject({ status: "completed" });
    const asked = await submit(world, all.caller, request(10_00n));
    expect(await decide(world, checker.caller, asked)).toMatchObject({ status: "pending" });
    expect(await codeOf(decide(world, checker.caller, asked))).toBe("operations.already-voted");
    expect(await decide(world, another.caller, asked)).toMatchObject({ status: "completed" });
  });

  it("decides for itself once it has two", async () => {
    const id = await submit(world, makerA.caller, cashIn(1_00n, (await world.customer("+2348123450902")).phone));
    expect(await codeOf(decide(world, checker.caller, id))).toBe("operations.not-found");
    expect(await desk(checker)).not.toContain(id);
  });
});
