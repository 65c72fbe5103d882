import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { cashOut, codeOf, decide, submit } from "@/db/test/acts";
import { anotherCode, type Consents, openConsents } from "@/db/test/consents";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { answerConsent } from "@/lib/operations";
import { type Caller, run } from "@/lib/runtime";
import { readWallet, requestWithdrawal } from "@/lib/wallets";
import {
  closeWalletSession,
  finishWalletSignIn,
  listWallets,
  pruneChallenges,
  startWalletSignIn,
  visitorCaller,
  walletCaller,
  whoAsks,
} from ".";

let world: World;
let consents: Consents;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let app: postgres.Sql;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let customers = 0;

beforeAll(async () => {
  world = await createWorld();
  consents = openConsents(world);
  a = await world.distributor(0n, "on");
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
  app = postgres(world.urls.appUrl, { max: 1, onnotice: () => undefined });
});
beforeEach(async () => {
  customer = await world.customer(`+23481234701${String(++customers).padStart(2, "0")}`, 1_000_00n);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await consents.close();
  await world.close();
});

const peer = { requestId: "test", address: null };
const start = (phone: E164) => run(visitorCaller(), peer, (ctx) => startWalletSignIn(ctx, phone));
const finish = (challengeId: Id<"challenge">, code: string) =>
  run(visitorCaller(), peer, (ctx) => finishWalletSignIn(ctx, { challengeId, code }));

async function signIn(phone = customer.phone): Promise<string> {
  const { challengeId, sms } = await start(phone);
  const result = await finish(challengeId, sms?.code ?? "");
  if (result.outcome !== "signed-in") throw new Error(result.outcome);
  return result.token;
}

/** A customer in their wallet, in the scope of what they do. */
async function inWallet(token: string, scope?: Id<"issuer"> | Id<"distributor">): Promise<Caller> {
  const [wallet] = await listWallets(token);
  if (!wallet) throw new Error("no wallet");
  return walletCaller(token, wallet, scope ?? wallet.customerId);
}

const look = async (token: string, before?: bigint) =>
  world.as(await inWallet(token), (ctx) => readWallet(ctx, before));

describe("a customer's sign-in", () => {
  it("by the code of an SMS opens the wallet of their phone, once, and no other", async () => {
    const { challengeId, sms } = await start(customer.phone);
    expect(sms?.to).toBe(customer.phone);
    const result = await finish(challengeId, sms?.code ?? "");
    expect(result.outcome).toBe("signed-in");
    expect(await finish(challengeId, sms?.code ?? "")).toEqual({ outcome: "expired" });
    const token = result.outcome === "signed-in" ? result.token : "";
    expect((await listWallets(token)).map(({ customerId }) => customerId)).toEqual([customer.id]);
    expect(await listWallets("a".repeat(43))).toEqual([]);
  });

  it("answers a phone without a wallet like one with: a code that nobody is sent", async () => {
    const { challengeId, sms } = await start("+2348199999999" as E164);
    expect(sms).toBeNull();
    expect(await finish(challengeId, "000000")).toMatchObject({ outcome: "wrong" });
  });

  it("takes five tries of one code, and three codes a minute", async () => {
    const { challengeId, sms } = await start(customer.phone);
    const wrong = anotherCode(sms?.code ?? "");
    for (let n = 0; n < 5; n++) expect(await finish(challengeId, wrong)).toEqual({ outcome: "wrong" });
    expect(await finish(challengeId, sms?.code ?? "")).toEqual({ outcome: "expired" });
    await start(customer.phone);
    await start(customer.phone);
    expect(await codeOf(start(customer.phone))).toBe("sign-in.sms-limit");
  });

  it("ends when they close it, and all that was open with it", async () => {
    const token = await signIn();
    const caller = await inWallet(token);
    await run(visitorCaller(), peer, (ctx) => closeWalletSession(ctx, token));
    expect(await listWallets(token)).toEqual([]);
    expect(await codeOf(world.as(caller, (ctx) => readWallet(ctx)))).toBe("auth.session-ended");
  });

  it("leaves no trace of its sessions a week after they ended", async () => {
    const token = await signIn();
    const superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
    await superuser.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update wallet_sessions set expires_at = now() - interval '8 days' where phone = ${customer.phone}`;
    });
    const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
    await run(world.system, { requestId: "test", database: worker }, (ctx) => pruneChallenges(ctx));
    const left = await superuser`select from wallet_sessions where phone = ${customer.phone}`;
    expect([left.length, await listWallets(token)]).toEqual([0, []]);
    await Promise.all([superuser.end(), worker.$client.end({ timeout: 1 })]);
  });

  it("is no staff's: the staff's step takes no code of it, and it takes none of theirs", async () => {
    const { challengeId, sms } = await start(customer.phone);
    const { confirmSmsCode } = await import("./confirm-sms-code");
    const asStaff = run(visitorCaller(), peer, (ctx) => confirmSmsCode(ctx, { challengeId, code: sms?.code ?? "" }));
    expect(await asStaff).toMatchObject({ outcome: "wrong" });
  });
});

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

describe("in SQL as the application's role", () => {
  const nobody = "00000000-0000-0000-0000-000000000000";
  const sqlCode = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.code);

  it("nobody opens a session without the seal of a process, nor reads one", async () => {
    // With this one the key of the seals is kept.
    await signIn();
    const { challengeId } = await start(customer.phone);
    const forge = (organisation: string, seal: Buffer | null) =>
      inUnit(app, { issuerId: nobody, organisation }, async (tx, unit) => {
        await tx`update sign_in_challenges set sms_verified_at = now(), used_at = now() where id = ${challengeId}`;
        return tx`select * from open_wallet_session(${nobody}, ${unit}, ${challengeId}, ${newId("session")}, ${Buffer.alloc(32)},
          ${new Date(Date.now() + 60_000)}, ${seal})`;
      });
    expect(await sqlCode(forge(nobody, Buffer.alloc(32)))).toBe("PU004");
    // Where all organisations are in scope none of them is vouched for.
    expect(await sqlCode(forge("*", null))).toBe("PU004");
    const read = inUnit(app, { issuerId: nobody, organisation: nobody }, (tx) => tx`select * from wallet_sessions`);
    expect(await sqlCode(read)).toBe("42501");
  });

  it("a distributor's unit reads no wallet", async () => {
    const read = inUnit(
      app,
      { issuerId: world.issuerId, organisation: a.id },
      (tx, unit) => tx`select * from wallet_balance(${world.issuerId}, ${unit}, ${customer.id})`,
    );
    expect(await sqlCode(read)).toBe("PU001");
  });
});
