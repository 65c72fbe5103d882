import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashOut, codeOf, decide, submit, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { runEachTogether } from "@/lib/runtime";
import { listWithdrawals, type QueuePosition, requestWithdrawal } from "@/lib/wallets";
import { expireOperations, readOperation, recallOperation, submissions } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let makerA: TestPerson;
let makerB: TestPerson;
let checkerA: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  const b = await world.distributor(1_000_00n);
  makerA = await a.person("Maker of A", ["maker"]);
  checkerA = await a.person("Checker of A", ["checker"]);
  makerB = await b.person("Maker of B", ["maker"]);
  customer = await world.customer("+2348123450001", 10_000_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const request = (minor: bigint, phone = customer.phone) =>
  world.asOwner((ctx) => requestWithdrawal(ctx, { phone, amount: money(minor, "NGN"), memo: "Rent" }));

const fulfil = (withdrawal: Id<"withdrawal">, by = makerA, reference: string | null = null) =>
  submit(world, by.caller, cashOut({ withdrawal }, reference));

const queued = async () =>
  (await world.as(makerB.caller, (ctx) => listWithdrawals(ctx, { limit: 1000 }))).items.map((item) => item.id);

describe("a request for a withdrawal", () => {
  it("goes from the queue through a fulfilment to completed, and balances move to the minor unit", async () => {
    const wallet = await world.balanceOf(customer.accountId);
    const float = await world.balanceOf(a.floatAccountId);
    const id = await request(321_09n);
    const held = { posted: wallet.posted, held: wallet.held + 321_09n };
    expect(await world.balanceOf(customer.accountId)).toEqual(held);
    const { items } = await world.as(makerA.caller, (ctx) => listWithdrawals(ctx, { limit: 10 }));
    expect(items).toMatchObject([{ id, from: customer.phone, amount: money(321_09n, "NGN"), memo: "Rent" }]);
    const operation = await fulfil(id, makerA, "Q-1");
    expect(await queued()).toEqual([]);
    expect(await world.balanceOf(customer.accountId)).toEqual(held);
    expect(await world.as(makerA.caller, (ctx) => readOperation(ctx, operation))).toMatchObject({
      status: "pending",
      withdrawalId: id,
      amount: money(321_09n, "NGN"),
      counterparty: { phone: customer.phone },
      memo: "Rent",
    });
    expect(await decide(world, checkerA.caller, operation)).toMatchObject({ status: "completed" });
    expect(await world.balanceOf(customer.accountId)).toEqual({ posted: wallet.posted - 321_09n, held: wallet.held });
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: float.posted + 321_09n, held: float.held });
    expect(await queued()).toEqual([]);
    expect(await codeOf(fulfil(id))).toBe("wallets.withdrawal-taken");
  });

  it("is refused beyond the free wallet, for an unknown phone and for a suspended customer", async () => {
    const poor = await world.customer("+2348123450002", 10_00n);
    expect(await codeOf(request(10_01n, poor.phone))).toBe("ledger.insufficient-wallet");
    expect(await codeOf(request(1_00n, "+2348199999999" as E164))).toBe("wallets.unknown-phone");
    await backstage.suspend("customers", poor.id);
    expect(await codeOf(request(1_00n, poor.phone))).toBe("wallets.holder-inactive");
    expect(await world.balanceOf(poor.accountId)).toEqual({ posted: 10_00n, held: 0n });
  });

  it("is not made by people of a distributor: it is the customer's own", async () => {
    const wish = { phone: customer.phone, amount: money(1_00n, "NGN") };
    expect(await codeOf(world.as(makerA.caller, (ctx) => requestWithdrawal(ctx, wish)))).toBe("auth.forbidden");
  });

  it("that does not exist is not found", async () => {
    expect(await codeOf(fulfil(newId("withdrawal")))).toBe("wallets.withdrawal-not-found");
  });
});

describe("a queued request that many want", () => {
  it("is fulfilled by exactly one of 20 of two distributors at once; the others learn that it is taken", async () => {
    const id = await request(50_00n);
    const codes = await Promise.all(Array.from({ length: 20 }, (_, n) => codeOf(fulfil(id, n % 2 ? makerA : makerB))));
    expect(tally(codes)).toEqual({ accepted: 1, "wallets.withdrawal-taken": 19 });
    const rows = await backstage.sql`select id from operations where withdrawal_id = ${id}`;
    expect(rows).toHaveLength(1);
  });

  it("named twice in one set goes to the first; the second spoils nothing", async () => {
    const [once, other] = [await request(10_00n), await request(20_00n)];
    const results = await runEachTogether(
      submissions,
      makerA.caller,
      { requestId: "test" },
      [once, once, other].map((withdrawal) => cashOut({ withdrawal })),
    );
    expect(results.map((result) => (result.ok ? "ok" : result.error.code))).toEqual([
      "ok",
      "wallets.withdrawal-taken",
      "ok",
    ]);
  });
});

describe("a fulfilment that does not happen puts the request back, its money still held", () => {
  const backInTheQueue = async (id: Id<"withdrawal">, held: bigint) => {
    expect(await queued()).toContain(id);
    expect((await world.balanceOf(customer.accountId)).held).toBe(held);
    expect(await codeOf(fulfil(id, makerB))).toBe("accepted");
  };
  const requested = async () => {
    const id = await request(70_00n);
    return { id, held: (await world.balanceOf(customer.accountId)).held };
  };

  it("when it is rejected", async () => {
    const { id, held } = await requested();
    await decide(world, checkerA.caller, await fulfil(id), "reject");
    await backInTheQueue(id, held);
  });

  it("when its maker recalls it", async () => {
    const { id, held } = await requested();
    const operation = await fulfil(id);
    await world.as(makerA.caller, (ctx) => recallOperation(ctx, operation));
    await backInTheQueue(id, held);
  });

  it("when it expires", async () => {
    const { id, held } = await requested();
    await backstage.expire(await fulfil(id));
    expect(await world.as(world.system, (ctx) => expireOperations(ctx, 10))).toBe(1);
    await backInTheQueue(id, held);
  });

  it("when its customer is suspended at the moment of approval", async () => {
    const { id, held } = await requested();
    const operation = await fulfil(id);
    await backstage.suspend("customers", customer.id);
    expect(await decide(world, checkerA.caller, operation)).toMatchObject({
      status: "failed",
      failure: "wallets.holder-inactive",
    });
    expect(await codeOf(fulfil(id))).toBe("wallets.holder-inactive");
    await backstage.reinstate("customers", customer.id);
    await backInTheQueue(id, held);
  });

  it("when it is refused at submit because its reference is used already", async () => {
    const { id, held } = await requested();
    expect(await codeOf(fulfil(id, makerA, "Q-1"))).toBe("operations.fulfilment-id-used");
    await backInTheQueue(id, held);
  });
});

describe("the queue", () => {
  it("pages oldest first without gap or repeat", async () => {
    for (let n = 0; n < 5; n++) await request(1_00n);
    const all = await queued();
    const paged: string[] = [];
    for (let after: QueuePosition | null | undefined; after !== null; ) {
      const input = after ? { after, limit: 2 } : { limit: 2 };
      const page = await world.as(makerB.caller, (ctx) => listWithdrawals(ctx, input));
      paged.push(...page.items.map((item) => item.id));
      after = page.next;
    }
    expect(paged).toEqual(all);
    expect(all.length).toBeGreaterThanOrEqual(5);
  });
});
