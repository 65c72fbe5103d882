import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { approvedKey, auditOf, mandate, newKey, tryKey, wider } from "@/db/test/keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { readOperation } from "@/lib/operations";
import type { Ctx } from "@/lib/runtime";
import { listKeys, narrowKey, readKey, revealSecret, revokeKey } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let admin: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker", "checker"]);
  checker = await a.person("Checker", ["checker"]);
  admin = await a.person("Admin", ["admin"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const read = (by: TestPerson, keyId: Awaited<ReturnType<typeof approvedKey>>) =>
  world.as(by.caller, (ctx) => readKey(ctx, { keyId }));

describe("a new key", () => {
  it("is a maker's to ask for and a checker's to decide on who is somebody else, and is made by the approval alone", async () => {
    for (const by of [checker, admin]) expect(await codeOf(submit(world, by.caller, newKey()))).toBe("auth.forbidden");
    const id = await submit(world, maker.caller, newKey({ maxAmountMinor: 5_00n, allowedAddresses: ["192.0.2.0/24"] }));
    expect(await codeOf(decide(world, maker.caller, id))).toBe("operations.own-operation");
    expect(await codeOf(decide(world, admin.caller, id))).toBe("auth.forbidden");
    const {
      keys: [asked],
    } = await world.as(admin.caller, (ctx) => listKeys(ctx, { tab: "pending" }));
    expect(asked).toMatchObject({ state: "pending", operationId: id, expiresInDays: 365, madeBy: { name: "Maker" } });
    if (!asked) throw new Error("nothing is pending");
    expect(await codeOf(world.as(maker.caller, (ctx) => revealSecret(ctx, { keyId: asked.id })))).toBe(
      "api-keys.not-found",
    );
    await decide(world, checker.caller, id);
    const made = await read(admin, asked.id);
    expect(made).toMatchObject({
      state: "unrevealed",
      label: "POS",
      maxAmountMinor: 5_00n,
      maxDailyMinor: null,
      allowedAddresses: ["192.0.2.0/24"],
      operationId: null,
      secrets: [],
    });
    const days = (made.expiresAt?.getTime() ?? 0) - made.createdAt.getTime();
    expect(Math.round(days / 86_400_000)).toBe(365);
    expect((await auditOf(world, asked.id)).map(({ action, actor }) => [action, actor])).toEqual([
      ["api-key.created", `person:${checker.id}`],
    ]);
  });

  it("that is rejected leaves nothing behind", async () => {
    const id = await submit(world, maker.caller, newKey());
    const { payload } = await world.as(maker.caller, (ctx) => readOperation(ctx, id));
    await decide(world, checker.caller, id, "reject");
    expect(await codeOf(read(maker, payload.keyId as never))).toBe("api-keys.not-found");
  });

  it("is not made for somebody who is no maker any more when it is approved", async () => {
    const leaver = await a.person("Leaver", ["maker"]);
    const id = await submit(world, leaver.caller, newKey());
    await backstage.setRoles(leaver, ["viewer"]);
    expect(await decide(world, checker.caller, id)).toMatchObject({
      status: "failed",
      failure: "api-keys.not-yours-to-grant",
    });
  });

  it("is neither asked for nor approved where the issuer has switched keys off", async () => {
    const id = await submit(world, maker.caller, newKey());
    const features = (off: string[]) =>
      backstage.sql`update distributors set features_off = ${off}::text[] where id = ${a.id}`;
    await features(["api-keys"]);
    expect(await codeOf(submit(world, maker.caller, newKey()))).toBe("api-keys.keys-off");
    expect(await decide(world, checker.caller, id)).toMatchObject({ failure: "api-keys.keys-off" });
    await features([]);
  });

  it("is another distributor's to nobody", async () => {
    const keyId = await approvedKey(world, { maker, checker });
    const b = await world.distributor(0n);
    const stranger = await b.person("Stranger", ["admin", "maker"]);
    expect(await codeOf(read(stranger, keyId))).toBe("api-keys.not-found");
    expect(await codeOf(submit(world, stranger.caller, wider(keyId)))).toBe("api-keys.not-found");
    const tries = [
      (ctx: Ctx) => revealSecret(ctx, { keyId }),
      (ctx: Ctx) => revokeKey(ctx, { keyId, reason: "x" }),
      (ctx: Ctx) => narrowKey(ctx, { keyId, after: { ...mandate(), expiresInDays: 1 } }),
    ];
    for (const verb of tries) expect(await codeOf(world.as<unknown>(stranger.caller, verb))).toBe("api-keys.not-found");
  });
});

describe("a key that is to do more", () => {
  const limited = () =>
    approvedKey(
      world,
      { maker, checker },
      {
        permissions: ["read-balance"],
        maxAmountMinor: 5_00n,
        maxDailyMinor: 50_00n,
        allowedAddresses: ["192.0.2.0/24"],
        requestsPerMinute: 60,
        expiresInDays: 30,
      },
    );
  const held = {
    permissions: ["read-balance"] as const,
    maxAmountMinor: 5_00n,
    maxDailyMinor: 50_00n,
    allowedAddresses: ["192.0.2.0/24"],
    requestsPerMinute: 60,
  };

  it.each([
    ["a permission", { permissions: ["read-balance", "read-transactions"] as const }],
    ["a higher maximum", { maxAmountMinor: 5_01n }],
    ["no maximum", { maxAmountMinor: null }],
    ["a higher volume", { maxDailyMinor: 50_01n }],
    ["another address", { allowedAddresses: ["192.0.2.0/24", "2001:db8::1"] }],
    ["a larger block", { allowedAddresses: ["192.0.2.0/23"] }],
    ["any address", { allowedAddresses: [] }],
    ["a higher rate", { requestsPerMinute: 61 }],
    ["a later end", { expiresInDays: 31 }],
  ])("needs a checker who has not seen its secret: %s", async (_, more) => {
    const keyId = await limited();
    const other = await a.person("Other maker", ["maker"]);
    const id = await submit(world, other.caller, wider(keyId, { ...held, ...more }));
    expect(await read(admin, keyId)).toMatchObject({ ...held, operationId: id });
    // Its maker is a checker, too.
    expect(await codeOf(decide(world, maker.caller, id))).toBe("operations.about-yourself");
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    const { expiresInDays, ...now } = { expiresInDays: 30, ...more };
    const after = await read(admin, keyId);
    expect(after).toMatchObject({ ...held, ...now, operationId: null });
    expect(Math.round(((after.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(expiresInDays);
    expect((await auditOf(world, keyId)).at(-1)).toMatchObject({ action: "api-key.widened" });
  });

  it.each([
    ["the same", {}],
    ["less", { maxAmountMinor: 4_00n, expiresInDays: 29 }],
    ["fewer addresses", { allowedAddresses: ["192.0.2.7", "192.0.2.128/25"] }],
  ])("is not one that gets %s", async (_, less) => {
    const keyId = await limited();
    expect(await codeOf(submit(world, maker.caller, wider(keyId, { ...held, ...less })))).toBe(
      "api-keys.nothing-wider",
    );
  });

  it("stays as it is when it has changed since the checker read it, or has ended", async () => {
    const keyId = await limited();
    const ids = [
      await submit(world, maker.caller, wider(keyId, { ...held, maxAmountMinor: 6_00n })),
      await submit(world, maker.caller, wider(keyId, { ...held, maxAmountMinor: 7_00n })),
    ] as const;
    await decide(world, checker.caller, ids[0]);
    expect(await decide(world, checker.caller, ids[1])).toMatchObject({ failure: "api-keys.changed-meanwhile" });
    const late = await submit(world, maker.caller, wider(keyId, { ...held, maxAmountMinor: 9_00n }));
    await world.as(admin.caller, (ctx) => revokeKey(ctx, { keyId, reason: "Lost" }));
    expect(await decide(world, checker.caller, late)).toMatchObject({ failure: "api-keys.ended" });
    expect(await codeOf(submit(world, maker.caller, wider(keyId)))).toBe("api-keys.ended");
  });
});

describe("a key whose maker has lost the role", () => {
  it("reads, and makes nothing, from the very next request on; with the role it does again", async () => {
    const once = await a.person("Once a maker", ["maker"]);
    const keyId = await approvedKey(world, { maker: once, checker });
    const secret = await world.as(once.caller, (ctx) => revealSecret(ctx, { keyId }));
    await backstage.setRoles(once, ["viewer"]);
    expect(await tryKey(secret)).toBe("accepted");
    expect((await read(admin, keyId)).mayNow).toEqual(["read-balance", "read-transactions"]);
    await backstage.setRoles(once, ["maker"]);
    expect((await read(admin, keyId)).mayNow).toContain("perform-operations");
  });
});
