import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { codeOf, tally } from "@/db/test/acts";
import { anotherCode } from "@/db/test/consents";
import { inUnit } from "@/db/test/in-unit";
import { giveTestSettings } from "@/db/test/sign-in";
import { finishInWallet, inWallet, openWallet, startInWallet, type WalletBrowser } from "@/db/test/wallets";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { run } from "@/lib/runtime";
import { readWallet } from "@/lib/wallets";
import { closeWalletSession, listWallets, pruneChallenges, visitorCaller } from ".";

let world: World;
let a: TestDistributor;
let app: postgres.Sql;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let customers = 0;

beforeAll(async () => {
  world = await createWorld();
  giveTestSettings(world.urls.appUrl);
  a = await world.distributor(0n, "on");
  app = postgres(world.urls.appUrl, { max: 1, onnotice: () => undefined });
});
beforeEach(async () => {
  customer = await world.customer(`+23481234701${String(++customers).padStart(2, "0")}`, 1_000_00n);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await world.close();
});

const peer = { requestId: "test", address: null };
const start = startInWallet;
const finish = finishInWallet;
const open = (browser: WalletBrowser = {}) => openWallet(customer.phone, browser);

/** A stranger tries this many wrong codes with a new challenge. */
async function guess(phone: E164, tries: number, browser: WalletBrowser): Promise<void> {
  const { challengeId, sms } = await start(phone, browser);
  const wrong = sms ? anotherCode(sms.code) : "0";
  for (let n = 0; n < tries; n++) expect(await finish(challengeId, wrong, browser)).toEqual({ outcome: "wrong" });
}

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

  it("has a code of eight digits, so that nobody takes it for the six that are read out at the counter", async () => {
    expect((await start(customer.phone)).sms?.code).toMatch(/^[0-9]{8}$/);
  });

  it("takes the newest code alone, of those that the same asker was sent", async () => {
    const [older, newer] = [await start(customer.phone), await start(customer.phone)];
    expect(await finish(older.challengeId, older.sms?.code ?? "")).toEqual({ outcome: "expired" });
    expect(await finish(newer.challengeId, newer.sms?.code ?? "")).toMatchObject({ outcome: "signed-in" });
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
    const token = (await open()).token;
    const caller = await inWallet(token);
    await run(visitorCaller(), peer, (ctx) => closeWalletSession(ctx, token));
    expect(await listWallets(token)).toEqual([]);
    expect(await codeOf(world.as(caller, (ctx) => readWallet(ctx)))).toBe("auth.session-ended");
  });

  it("leaves no trace of its sessions a week after they ended", async () => {
    const token = (await open()).token;
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

describe("a stranger who knows a customer's phone", () => {
  const STRANGER = { address: "203.0.113.9" };

  it("makes the owner's code worthless neither by asking for another nor by guessing", async () => {
    const own = await start(customer.phone, { address: "198.51.100.7" });
    await guess(customer.phone, 5, STRANGER);
    await guess(customer.phone, 5, STRANGER);
    expect(await finish(own.challengeId, own.sms?.code ?? "")).toMatchObject({ outcome: "signed-in" });
  });

  it("keeps the owner out neither from the same address nor from everywhere: a browser that has opened the wallet has tries of its own", async () => {
    const { device } = await open({ address: "198.51.100.7" });
    await guess(customer.phone, 5, STRANGER);
    await guess(customer.phone, 5, STRANGER);
    expect(await codeOf(start(customer.phone, STRANGER))).toBe("sign-in.too-many-attempts");
    for (let n = 0; n < 6; n++) await start(customer.phone, { address: `198.51.100.${20 + n}` });
    expect(await codeOf(start(customer.phone, { address: "198.51.100.99" }))).toBe("sign-in.sms-limit");
    expect(await open({ ...STRANGER, device })).toMatchObject({ isElsewhere: false });
  });

  it("with one browser's token is a stranger all the same: it is worth nothing for another phone", async () => {
    const { device } = await open();
    const other = await world.customer(`+2348123510${String(customers).padStart(3, "0")}`);
    await guess(other.phone, 5, { ...STRANGER, device });
    await guess(other.phone, 5, { ...STRANGER, device });
    expect(await codeOf(start(other.phone, { ...STRANGER, device }))).toBe("sign-in.too-many-attempts");
  });

  it("gets sixty wrong codes in a quarter of an hour from one address, over all phones, and no more by trying at once", async () => {
    const crowd = { address: "203.0.113.60" };
    const phones: E164[] = [];
    for (let n = 0; n < 13; n++)
      phones.push(
        (await world.customer(`+23481235${String(customers).padStart(3, "0")}${String(n).padStart(2, "0")}`)).phone,
      );
    const last = await start(phones[12] as E164, crowd);
    for (const phone of phones.slice(0, 11)) await guess(phone, 5, crowd);
    const { challengeId, sms } = await start(phones[11] as E164, crowd);
    const wrong = anotherCode(sms?.code ?? "");
    const tried = await Promise.all(Array.from({ length: 5 }, () => finish(challengeId, wrong, crowd)));
    expect(tally(tried.map(({ outcome }) => outcome))).toEqual({ wrong: 5 });
    expect(await finish(last.challengeId, last.sms?.code ?? "", crowd)).toEqual({
      outcome: "too-many",
      retryAfterSeconds: expect.any(Number),
    });
    expect(await codeOf(start(customer.phone, crowd))).toBe("sign-in.too-many-attempts");
    expect(await open({ address: "203.0.113.61" })).toMatchObject({ outcome: "signed-in" });
  });
});

describe("a browser in which a wallet is opened", () => {
  it("is new to its owner once there was another, and once alone", async () => {
    const first = await open();
    expect(first.isElsewhere).toBe(false);
    expect(await open({ device: first.device })).toMatchObject({ isElsewhere: false, device: first.device });
    const second = await open();
    expect(second).toMatchObject({ isElsewhere: true, phone: customer.phone });
  });
});

describe("in SQL as the application's role", () => {
  const nobody = "00000000-0000-0000-0000-000000000000";
  const sqlCode = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.code);

  it("nobody opens a session without the seal of a process, nor reads one", async () => {
    // With this one the key of the seals is kept.
    (await open()).token;
    const { challengeId } = await start(customer.phone);
    const forge = (organisation: string, seal: Buffer | null) =>
      inUnit(app, { issuerId: nobody, organisation }, async (tx, unit) => {
        await tx`update sign_in_challenges set sms_verified_at = now(), used_at = now() where id = ${challengeId}`;
        return tx`select * from open_wallet_session(${nobody}, ${unit}, ${challengeId}, ${newId("session")}, ${Buffer.alloc(32)},
          ${Buffer.alloc(32)}, ${new Date(Date.now() + 60_000)}, ${seal})`;
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
