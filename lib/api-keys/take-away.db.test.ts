import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { approvedKey, auditOf, goBy, mandate, newKey, revealedKey, startKeys, tryKey } from "@/db/test/keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { suspendDistributor } from "@/lib/organisations";
import {
  type AskedMandate,
  keyCaller,
  narrowKey,
  readKey,
  readKeySwitch,
  revealSecret,
  revokeKey,
  rotateKey,
  stopAllKeys,
} from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let admin: TestPerson;
let viewer: TestPerson;
let customer: { phone: E164 };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
  admin = await a.person("Admin", ["admin"]);
  viewer = await a.person("Viewer", ["viewer"]);
  customer = await world.customer("+2348123450001");
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const pay = async (secret: string, minor: bigint, address: string | null = null) =>
  codeOf(keyCaller(secret, address).then((key) => submit(world, key, cashIn(minor, customer.phone))));
const narrow = (by: TestPerson, keyId: Id<"apiKey">, change: Partial<AskedMandate>) =>
  world.as(by.caller, (ctx) => narrowKey(ctx, { keyId, after: { ...mandate(), expiresInDays: null, ...change } }));
const revoke = (by: TestPerson, keyId: Id<"apiKey">) =>
  world.as(by.caller, (ctx) => revokeKey(ctx, { keyId, reason: "Terminal stolen" }));
const stateOf = async (keyId: Id<"apiKey">) => (await world.as(admin.caller, (ctx) => readKey(ctx, { keyId }))).state;

describe("narrowing a key", () => {
  it.each<[string, Partial<AskedMandate>, string]>([
    ["permissions", { permissions: ["read-balance"] }, "api-keys.permission-missing"],
    ["the maximum", { maxAmountMinor: 9_99n }, "limits.per-transaction-exceeded"],
    ["the volume", { maxDailyMinor: 9_99n }, "limits.daily-volume-exceeded"],
    ["addresses", { allowedAddresses: ["192.0.2.0/24"] }, "auth.address-not-allowed"],
  ])("acts at once: %s", async (_, less, refusal) => {
    const { id, secret } = await revealedKey(world, { maker, checker });
    expect(await pay(secret, 10_00n)).toBe("accepted");
    await narrow(admin, id, less);
    expect(await pay(secret, 10_00n)).toBe(refusal);
    expect((await auditOf(world, id)).at(-1)).toMatchObject({
      action: "api-key.narrowed",
      actor: `person:${admin.id}`,
      detail: { before: { maxAmount: null }, after: {} },
    });
  });

  it("is for its maker and for admins, and gives nothing", async () => {
    const { id } = await revealedKey(world, { maker, checker }, { maxAmountMinor: 5_00n, expiresInDays: 10 });
    const held = { maxAmountMinor: 5_00n };
    for (const by of [checker, viewer])
      expect(await codeOf(narrow(by, id, { maxAmountMinor: 1n }))).toBe("api-keys.not-maker");
    expect(await codeOf(narrow(maker, id, { maxAmountMinor: null }))).toBe("api-keys.wider");
    expect(await codeOf(narrow(maker, id, { ...held, maxDailyMinor: 1n, expiresInDays: 11 }))).toBe("api-keys.wider");
    expect(await codeOf(narrow(maker, id, held))).toBe("api-keys.nothing-changes");
    await narrow(maker, id, { ...held, expiresInDays: 9 });
    const { expiresAt } = await world.as(maker.caller, (ctx) => readKey(ctx, { keyId: id }));
    expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(9);
  });
});

describe("revoking a key", () => {
  it("ends it with all its secrets, for its maker and for admins, once and with a reason on record", async () => {
    const { id, secret } = await revealedKey(world, { maker, checker });
    const next = await world.as(maker.caller, (ctx) => rotateKey(ctx, { keyId: id, overlap: "7d" }));
    for (const by of [checker, viewer]) expect(await codeOf(revoke(by, id))).toBe("api-keys.not-maker");
    await revoke(admin, id);
    expect([await tryKey(secret), await tryKey(next)]).toEqual(["auth.invalid-api-key", "auth.invalid-api-key"]);
    expect(await codeOf(revoke(maker, id))).toBe("api-keys.ended");
    expect(await codeOf(narrow(maker, id, { maxAmountMinor: 1n }))).toBe("api-keys.ended");
    expect(await codeOf(world.as(maker.caller, (ctx) => rotateKey(ctx, { keyId: id, overlap: "now" })))).toBe(
      "api-keys.ended",
    );
    expect(await world.as(viewer.caller, (ctx) => readKey(ctx, { keyId: id }))).toMatchObject({
      state: "revoked",
      revoked: { by: "Admin", reason: "Terminal stolen" },
    });
  });

  it("is its maker's to do whatever their roles are by then", async () => {
    const once = await a.person("Once a maker", ["maker"]);
    const keyId = await approvedKey(world, { maker: once, checker });
    await backstage.setRoles(once, ["viewer"]);
    const asViewer = {
      ...once.caller,
      authenticate: async () => ({
        ...(await once.caller.authenticate(null as never, { address: null })),
        roles: ["viewer"],
      }),
    };
    await world.as(asViewer as typeof once.caller, (ctx) => revokeKey(ctx, { keyId, reason: "Leaving" }));
    expect(await stateOf(keyId)).toBe("revoked");
  });
});

describe("a key ends by itself", () => {
  it("when its time is over", async () => {
    const { id, secret } = await revealedKey(world, { maker, checker });
    await goBy(backstage, id, "expires_at", "0 seconds");
    expect([await tryKey(secret), await stateOf(id)]).toEqual(["auth.invalid-api-key", "expired"]);
  });

  it("for as long as its distributor is suspended, or its keys switched off: not even to read", async () => {
    const b = await world.distributor(100_00n);
    const people = { maker: await b.person("Maker B", ["maker"]), checker: await b.person("Checker B", ["checker"]) };
    await b.person("Second checker B", ["checker"]);
    const { secret } = await revealedKey(world, people);
    const staff = await world.staff("Issuer's admin", ["admin"]);
    await world.as(staff.caller, (ctx) => suspendDistributor(ctx, { id: b.id, reason: "Under review" }));
    expect(await tryKey(secret)).toBe("organisations.distributor-suspended");
    await backstage.reinstate("distributors", b.id);
    await backstage.sql`update distributors set features_off = '{api-keys}' where id = ${b.id}`;
    expect(await tryKey(secret)).toBe("organisations.feature-off");
    await backstage.sql`update distributors set features_off = '{}' where id = ${b.id}`;
    expect(await tryKey(secret)).toBe("accepted");
  });
});

describe("the one switch", () => {
  const stop = (by: TestPerson) => world.as(by.caller, (ctx) => stopAllKeys(ctx, { reason: "Leak" }));
  const look = () => world.as(viewer.caller, (ctx) => readKeySwitch(ctx));

  it("is an admin's, stops every key at once and what is under way, and two people turn it back", async () => {
    const [one, other] = [
      await revealedKey(world, { maker, checker }),
      await revealedKey(world, { maker, checker }, { permissions: ["read-transactions"] }),
    ];
    const unrevealed = await approvedKey(world, { maker, checker });
    for (const by of [maker, checker, viewer]) expect(await codeOf(stop(by))).toBe("auth.forbidden");
    expect(await codeOf(submit(world, maker.caller, startKeys()))).toBe("api-keys.not-stopped");
    const underWay = await keyCaller(one.secret, null);
    await stop(admin);
    expect(await codeOf(stop(admin))).toBe("api-keys.stopped");
    expect([await tryKey(one.secret), await tryKey(other.secret)]).toEqual([
      "auth.invalid-api-key",
      "auth.invalid-api-key",
    ]);
    expect(await codeOf(submit(world, underWay, cashIn(1n, customer.phone)))).toBe("auth.invalid-api-key");
    expect(await codeOf(world.as(maker.caller, (ctx) => revealSecret(ctx, { keyId: unrevealed })))).toBe(
      "api-keys.stopped",
    );
    expect(await look()).toMatchObject({ stopped: { by: "Admin", reason: "Leak" }, startOperationId: null });

    const id = await submit(world, maker.caller, startKeys());
    expect((await look()).startOperationId).toBe(id);
    expect(await codeOf(decide(world, maker.caller, id))).toBe("auth.forbidden");
    await decide(world, checker.caller, id);
    expect(await look()).toEqual({ isOff: false, stopped: null, startOperationId: null });
    expect([await tryKey(one.secret), await tryKey(other.secret)]).toEqual(["accepted", "accepted"]);
    expect(
      (await auditOf(world, a.id)).map(({ action }) => action).filter((name) => name.startsWith("api-keys")),
    ).toEqual(["api-keys.stopped", "api-keys.started"]);
  });

  it("turned once more is not turned back by what was asked for before", async () => {
    await stop(admin);
    const early = await submit(world, maker.caller, startKeys());
    await decide(world, checker.caller, await submit(world, maker.caller, startKeys()));
    await stop(admin);
    expect(await decide(world, checker.caller, early)).toMatchObject({ failure: "api-keys.changed-meanwhile" });
    await decide(world, checker.caller, await submit(world, maker.caller, startKeys()));
  });

  it("leaves new keys to be asked for", async () => {
    await stop(admin);
    const id = await submit(world, maker.caller, newKey());
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    await decide(world, checker.caller, await submit(world, maker.caller, startKeys()));
  });
});
