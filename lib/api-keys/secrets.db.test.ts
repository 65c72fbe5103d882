import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, submit, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { approvedKey, auditOf, goBy, revealedKey, tryKey } from "@/db/test/keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { Overlap } from "@/lib/kernel/key-terms";
import type { E164 } from "@/lib/kernel/phone";
import { keyCaller, readKey, revealSecret, revokeKey, rotateKey } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let admin: TestPerson;
let customer: { phone: E164 };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  admin = await a.person("Admin", ["admin", "maker"]);
  customer = await world.customer("+2348123450001");
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const reveal = (by: TestPerson, keyId: Id<"apiKey">) => world.as(by.caller, (ctx) => revealSecret(ctx, { keyId }));
const rotate = (by: TestPerson, keyId: Id<"apiKey">, overlap: Overlap) =>
  world.as(by.caller, (ctx) => rotateKey(ctx, { keyId, overlap }));
const secretsOf = async (keyId: Id<"apiKey">) =>
  (await world.as(admin.caller, (ctx) => readKey(ctx, { keyId }))).secrets;

describe("the first secret of a key", () => {
  it("is shown to its maker alone, once, and works from then on", async () => {
    const keyId = await approvedKey(world, { maker, checker });
    expect(await codeOf(reveal(admin, keyId))).toBe("api-keys.not-maker");
    expect(await codeOf(reveal(checker, keyId))).toBe("auth.forbidden");
    const secret = await reveal(maker, keyId);
    expect(await tryKey(secret)).toBe("accepted");
    expect(await codeOf(reveal(maker, keyId))).toBe("api-keys.already-revealed");
    expect(await secretsOf(keyId)).toMatchObject([
      { prefix: secret.slice(0, 8), lastFour: secret.slice(-4), endsAt: null, isLive: true },
    ]);
    expect((await auditOf(world, keyId)).map(({ action }) => action)).toEqual(["api-key.created", "api-key.revealed"]);
  });

  it("is made once when it is asked for by 20 at once", async () => {
    const keyId = await approvedKey(world, { maker, checker });
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(reveal(maker, keyId))));
    expect(tally(codes)).toEqual({ accepted: 1, "api-keys.already-revealed": 19 });
  });

  it("is made within 72 hours of the approval or never", async () => {
    const [late, intime] = [await approvedKey(world, { maker, checker }), await approvedKey(world, { maker, checker })];
    await goBy(backstage, late, "reveal_until", "0 seconds");
    expect(await codeOf(reveal(maker, late))).toBe("api-keys.lapsed");
    expect(await world.as(admin.caller, (ctx) => readKey(ctx, { keyId: late }))).toMatchObject({ state: "lapsed" });
    await goBy(backstage, intime, "reveal_until", "1 minute");
    await reveal(maker, intime);
    await goBy(backstage, intime, "reveal_until", "-1 minute");
    expect(await world.as(admin.caller, (ctx) => readKey(ctx, { keyId: intime }))).toMatchObject({ state: "active" });
  });

  it("is not made of a key that was revoked meanwhile, nor for who is no maker any more", async () => {
    const revoked = await approvedKey(world, { maker, checker });
    await world.as(admin.caller, (ctx) => revokeKey(ctx, { keyId: revoked, reason: "Not wanted" }));
    expect(await codeOf(reveal(maker, revoked))).toBe("api-keys.ended");
    const leaver = await a.person("Leaver", ["maker"]);
    const keyId = await approvedKey(world, { maker: leaver, checker });
    await backstage.setRoles(leaver, ["viewer"]);
    expect(await codeOf(reveal(leaver, keyId))).toBe("auth.forbidden");
    await backstage.setRoles(leaver, ["maker"]);
    await backstage.revokeSession(leaver);
    expect(await codeOf(reveal(leaver, keyId))).toBe("auth.forbidden");
  });
});

describe("a rotated key", () => {
  it("is its maker's to rotate alone, once it was revealed", async () => {
    const keyId = await approvedKey(world, { maker, checker });
    expect(await codeOf(rotate(maker, keyId, "now"))).toBe("api-keys.not-revealed");
    await reveal(maker, keyId);
    expect(await codeOf(rotate(admin, keyId, "now"))).toBe("api-keys.not-maker");
    await rotate(maker, keyId, "now");
    expect((await auditOf(world, keyId)).at(-1)).toMatchObject({
      action: "api-key.rotated",
      detail: { overlap: "now" },
    });
  });

  it("now: the secret before is over with the answer", async () => {
    const { id, secret } = await revealedKey(world, { maker, checker });
    const next = await rotate(maker, id, "now");
    expect([await tryKey(secret), await tryKey(next)]).toEqual(["auth.invalid-api-key", "accepted"]);
  });

  it.each<[Overlap, number]>([
    ["1h", 1],
    ["24h", 24],
    ["7d", 168],
  ])("with an overlap of %s both secrets work until then", async (overlap, hours) => {
    const { id, secret } = await revealedKey(world, { maker, checker });
    const next = await rotate(maker, id, overlap);
    expect([await tryKey(secret), await tryKey(next)]).toEqual(["accepted", "accepted"]);
    const [newest, before] = await secretsOf(id);
    expect(newest).toMatchObject({ lastFour: next.slice(-4), endsAt: null });
    expect(Math.round(((before?.endsAt?.getTime() ?? 0) - Date.now()) / 3_600_000)).toBe(hours);
    await goBy(backstage, id, "ends_at", "0 seconds");
    expect([await tryKey(secret), await tryKey(next)]).toEqual(["auth.invalid-api-key", "accepted"]);
  });

  it("has never more than two live secrets, also when rotated 10 times at once", async () => {
    const { id, secret } = await revealedKey(world, { maker, checker });
    const made = [secret, ...(await Promise.all(Array.from({ length: 10 }, () => rotate(maker, id, "7d"))))];
    const codes = await Promise.all(made.map((one) => tryKey(one)));
    expect(tally(codes)).toEqual({ accepted: 2, "auth.invalid-api-key": 9 });
    expect((await secretsOf(id)).filter(({ isLive }) => isLive)).toHaveLength(2);
  });

  it("has one daily volume and one rate for both secrets, and what either makes is one maker's", async () => {
    const { id, secret } = await revealedKey(world, { maker, checker }, { maxDailyMinor: 100_00n });
    const next = await rotate(maker, id, "24h");
    const pay = async (by: string, minor: bigint) =>
      codeOf(submit(world, await keyCaller(by, null), cashIn(minor, customer.phone)));
    expect([await pay(secret, 60_00n), await pay(next, 40_01n), await pay(next, 40_00n)]).toEqual([
      "accepted",
      "limits.daily-volume-exceeded",
      "accepted",
    ]);
    expect(await world.as(admin.caller, (ctx) => readKey(ctx, { keyId: id }))).toMatchObject({
      usedTodayMinor: 100_00n,
    });
    const [counted] =
      await backstage.sql`select sum(used)::int as used from rate_counters where subject = ${`key:${id}`}`;
    expect(counted?.used).toBe(3);
    const makers = await backstage.sql`select distinct maker_id from operations where maker_key_id = ${id}`;
    expect([...makers]).toEqual([{ maker_id: maker.id }]);
  });
});
