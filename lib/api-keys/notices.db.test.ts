import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { approvedKey, auditOf, goBy, revealedKey, wider } from "@/db/test/keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { run, systemCaller } from "@/lib/runtime";
import { listExpiringKeys, noticeExpiringKeys, readExpiryNotice, revokeKey } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let viewer: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  viewer = await a.person("Viewer", ["viewer"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

describe("the maker of a key is told that it ends", () => {
  const notice = async () => {
    const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
    try {
      return await run(
        systemCaller(world.issuerId, "worker"),
        { requestId: "test", database: worker },
        noticeExpiringKeys,
      );
    } finally {
      await worker.$client.end();
    }
  };
  const told = async (id: Id<"apiKey">) =>
    (await auditOf(world, id)).filter(({ action }) => action === "api-key.ends-soon").map(({ detail }) => detail.days);

  it("30, 7 and 1 day before, once each, and again of an end that was put off", async () => {
    const { id } = await revealedKey(world, { maker, checker });
    for (const [left, days] of [
      ["31 days", []],
      ["30 days", [30]],
      ["8 days", [30]],
      ["7 days", [30, 7]],
      ["2 days", [30, 7]],
      ["1 day", [30, 7, 1]],
      ["1 minute", [30, 7, 1]],
    ] as const) {
      await goBy(backstage, id, "expires_at", left);
      await notice();
      await notice();
      expect([left, await told(id)]).toEqual([left, days]);
    }
    const asked = await submit(world, maker.caller, wider(id, { expiresInDays: 20 }));
    await decide(world, checker.caller, asked);
    await notice();
    expect(await told(id)).toEqual([30, 7, 1]);
    await goBy(backstage, id, "expires_at", "6 days");
    await notice();
    expect(await told(id)).toEqual([30, 7, 1, 7]);
  });

  it("of the nearest alone where the worker was away, and not of a day that its life began after", async () => {
    const [late, short] = [
      await revealedKey(world, { maker, checker }),
      await revealedKey(world, { maker, checker }, { expiresInDays: 5 }),
    ];
    await goBy(backstage, late.id, "expires_at", "12 hours");
    await notice();
    expect([await told(late.id), await told(short.id)]).toEqual([[1], []]);
  });

  it("not of one that is revoked or was never revealed; home shows those that end within 30 days, the next one first", async () => {
    const [soon, later, revoked] = [
      await revealedKey(world, { maker, checker }),
      await revealedKey(world, { maker, checker }),
      await revealedKey(world, { maker, checker }),
    ];
    const unrevealed = await approvedKey(world, { maker, checker });
    await goBy(backstage, soon.id, "expires_at", "3 days");
    await goBy(backstage, later.id, "expires_at", "4 days");
    for (const id of [revoked.id, unrevealed]) await goBy(backstage, id, "expires_at", "3 days");
    await world.as(maker.caller, (ctx) => revokeKey(ctx, { keyId: revoked.id, reason: "Lost" }));
    await notice();
    expect([await told(revoked.id), await told(unrevealed), await told(soon.id)]).toEqual([[], [], [7]]);
    const shown = (await world.as(viewer.caller, listExpiringKeys)).map(({ id }) => id);
    expect(shown.indexOf(soon.id)).toBeLessThan(shown.indexOf(later.id));
    expect(shown).not.toContain(revoked.id);
    expect(shown).not.toContain(unrevealed);
  });

  it("by phone, with the key's name, and nobody who has left", async () => {
    const leaver = await a.person("Leaver", ["maker"]);
    const { id, secret } = await revealedKey(world, { maker: leaver, checker });
    const read = () => world.as(world.system, (ctx) => readExpiryNotice(ctx, id));
    expect(await read()).toMatchObject({
      label: "POS",
      lastFour: secret.slice(-4),
      distributor: "Distributor",
      timeZone: "Africa/Lagos",
    });
    await backstage.sql`update memberships set status = 'suspended' where person_id = ${leaver.id}`;
    expect(await read()).toBeNull();
  });
});
