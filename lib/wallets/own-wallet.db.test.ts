import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashOut, codeOf, decide, submit } from "@/db/test/acts";
import { type Consents, openConsents } from "@/db/test/consents";
import { inWallet, openWallet } from "@/db/test/wallets";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { closeWalletSession, listWallets, visitorCaller, walletCaller, whoAsks } from "@/lib/identity";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { answerConsent } from "@/lib/operations";
import { run } from "@/lib/runtime";
import { cancelWithdrawal, listWithdrawals, readWallet, requestWithdrawal } from ".";

let world: World;
let consents: Consents;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let customers = 0;

beforeAll(async () => {
  world = await createWorld();
  consents = openConsents(world);
  a = await world.distributor(0n, "on");
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
});
beforeEach(async () => {
  customer = await world.customer(`+23481234701${String(++customers).padStart(2, "0")}`, 1_000_00n);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await consents.close();
  await world.close();
});

const signIn = async (phone = customer.phone) => (await openWallet(phone)).token;
const look = async (token: string, before?: bigint) =>
  world.as(await inWallet(token), (ctx) => readWallet(ctx, before));

describe("in their wallet a customer", () => {
  it("sees what they have, what is reserved, what went in and out, newest first, and nothing of others", async () => {
    const other = await world.customer(`+2348123480${String(customers).padStart(3, "0")}`, 500_00n);
    const token = await signIn();
    const id = await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 100_00n }));
    await consents.click((await consents.ask(id)).token, "given");
    expect(await look(token)).toMatchObject({ available: money(900_00n, "NGN"), held: money(100_00n, "NGN") });
    await decide(world, checker.caller, id);
    const { entries, available } = await look(token);
    expect(available).toEqual(money(900_00n, "NGN"));
    expect(entries.map(({ amount, type, name }) => [amount.minor, type, name])).toEqual([
      [-100_00n, "cash-out-fulfillment", "Distributor"],
      [1_000_00n, null, null],
    ]);
    expect((await look(token, entries[0]?.version)).entries).toHaveLength(1);
    const [mine] = await listWallets(token);
    if (!mine) throw new Error("no wallet");
    const theirs = walletCaller(token, { ...mine, customerId: other.id }, other.id);
    expect(await codeOf(world.as(theirs, (ctx) => readWallet(ctx)))).toBe("auth.session-ended");
  });

  it("asks for a withdrawal from their own wallet, once however often the form is sent, and from nobody else's", async () => {
    const token = await signIn();
    const caller = await inWallet(token, world.issuerId);
    const id = newId("withdrawal");
    const ask = (phone: E164) =>
      world.as(caller, (ctx) => requestWithdrawal(ctx, { id, phone, amount: money(50_00n, "NGN") }));
    await ask(customer.phone);
    await ask(customer.phone);
    expect((await look(token)).withdrawals).toMatchObject([{ id, amount: money(50_00n, "NGN") }]);
    expect((await world.balanceOf(customer.accountId)).held).toBe(50_00n);
    const other = await world.customer(`+2348123490${String(customers).padStart(3, "0")}`, 500_00n);
    expect(await codeOf(ask(other.phone))).toBe("auth.forbidden");
  });

  it("is told that the form was sent before when it says another amount now, or what it asked for is taken back", async () => {
    const token = await signIn();
    const caller = await inWallet(token, world.issuerId);
    const id = newId("withdrawal");
    const ask = (minor: bigint) =>
      world.as(caller, (ctx) => requestWithdrawal(ctx, { id, phone: customer.phone, amount: money(minor, "NGN") }));
    await ask(50_00n);
    expect(await codeOf(ask(60_00n))).toBe("idempotency.key-reused");
    await world.as(caller, (ctx) => cancelWithdrawal(ctx, id));
    expect(await codeOf(ask(50_00n))).toBe("idempotency.key-reused");
    expect((await world.balanceOf(customer.accountId)).held).toBe(0n);
  });

  it("takes back what waits, once however often the form is sent, and its money is free; the queue shows it no more", async () => {
    const token = await signIn();
    const caller = await inWallet(token, world.issuerId);
    const ask = () =>
      world.as(caller, (ctx) => requestWithdrawal(ctx, { phone: customer.phone, amount: money(50_00n, "NGN") }));
    const [id, other] = [await ask(), await ask()];
    const takeBack = () => world.as(caller, (ctx) => cancelWithdrawal(ctx, id));
    await takeBack();
    await takeBack();
    expect((await look(token)).withdrawals.map((one) => one.id)).toEqual([other]);
    expect((await world.balanceOf(customer.accountId)).held).toBe(50_00n);
    expect(await codeOf(submit(world, maker.caller, cashOut({ withdrawal: id })))).toBe("wallets.withdrawal-cancelled");
    const queue = await world.as(maker.caller, (ctx) => listWithdrawals(ctx, { limit: 100 }));
    expect(queue.items.map((one) => one.id)).not.toContain(id);
  });

  it("takes nothing back that a distributor has taken, sees which, and may once it is back in the queue", async () => {
    const token = await signIn();
    const caller = await inWallet(token, world.issuerId);
    const id = await world.as(caller, (ctx) =>
      requestWithdrawal(ctx, { phone: customer.phone, amount: money(50_00n, "NGN") }),
    );
    const operation = await submit(world, maker.caller, cashOut({ withdrawal: id }));
    expect((await look(token)).withdrawals).toMatchObject([{ id, takenBy: "Distributor" }]);
    const takeBack = () => codeOf(world.as(caller, (ctx) => cancelWithdrawal(ctx, id)));
    expect(await takeBack()).toBe("wallets.withdrawal-taken");
    await decide(world, checker.caller, operation, "reject");
    expect((await look(token)).withdrawals).toMatchObject([{ id, takenBy: null }]);
    expect(await takeBack()).toBe("accepted");
    expect((await world.balanceOf(customer.accountId)).held).toBe(0n);
  });

  it("who takes back at the moment at which a distributor takes: exactly one of both has it", async () => {
    const token = await signIn();
    const caller = await inWallet(token, world.issuerId);
    for (let n = 0; n < 10; n++) {
      const id = await world.as(caller, (ctx) =>
        requestWithdrawal(ctx, { phone: customer.phone, amount: money(1_00n, "NGN") }),
      );
      const both = await Promise.all([
        codeOf(world.as(caller, (ctx) => cancelWithdrawal(ctx, id))),
        codeOf(submit(world, maker.caller, cashOut({ withdrawal: id }))),
      ]);
      expect([
        ["accepted", "wallets.withdrawal-cancelled"],
        ["wallets.withdrawal-taken", "accepted"],
      ]).toContainEqual(both);
    }
  });

  it("takes nothing of anybody else's back, nor with a session that is over", async () => {
    const token = await signIn();
    const caller = await inWallet(token, world.issuerId);
    const id = await world.as(caller, (ctx) =>
      requestWithdrawal(ctx, { phone: customer.phone, amount: money(50_00n, "NGN") }),
    );
    const other = await world.customer(`+2348123520${String(customers).padStart(3, "0")}`, 500_00n);
    const theirs = await inWallet(await signIn(other.phone), world.issuerId);
    expect(await codeOf(world.as(theirs, (ctx) => cancelWithdrawal(ctx, id)))).toBe("wallets.withdrawal-not-found");
    await run(visitorCaller(), { requestId: "test" }, (ctx) => closeWalletSession(ctx, token));
    expect(await codeOf(world.as(caller, (ctx) => cancelWithdrawal(ctx, id)))).toBe("auth.session-ended");
    expect((await world.balanceOf(customer.accountId)).held).toBe(50_00n);
  });

  it("agrees to what they are asked, or refuses, without a code; another's wallet is asked nothing", async () => {
    const token = await signIn();
    const [first, second] = [
      await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 10_00n })),
      await submit(world, maker.caller, cashOut({ phone: customer.phone, minor: 20_00n })),
    ];
    expect((await look(token)).questions.map(({ operationId }) => operationId)).toEqual([first, second]);
    const answer = async (by: string, operationId: Id<"operation">, said: "given" | "refused") =>
      world.as(await inWallet(by, a.id), (ctx) => answerConsent(ctx, { operationId, answer: said, inWallet: true }));
    const other = await world.customer(`+2348123500${String(customers).padStart(3, "0")}`, 500_00n);
    const stranger = await signIn(other.phone);
    expect(await whoAsks(stranger, first)).toBeNull();
    expect(await codeOf(answer(stranger, first, "given"))).toBe("operations.not-found");
    expect(await whoAsks(token, first)).toBe(a.id);
    expect(await answer(token, first, "given")).toEqual({ outcome: "given" });
    expect(await answer(token, second, "refused")).toEqual({ outcome: "refused" });
    expect((await look(token)).questions).toEqual([]);
    expect((await world.balanceOf(customer.accountId)).held).toBe(10_00n);
  });
});
