import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { approvedKey, goBy, newKey, revealedKey, wider } from "@/db/test/keys";
import { byHand } from "@/db/test/people";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { KeyTab } from "@/lib/kernel/key-terms";
import { localDate } from "@/lib/kernel/time";
import { countKeys, keyCaller, listKeys, readKey, revokeKey } from ".";

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

const list = async (tab: KeyTab, by: TestPerson = viewer) =>
  (await world.as(by.caller, (ctx) => listKeys(ctx, { tab }))).keys;
const idsOf = async (tab: KeyTab) => (await list(tab)).map(({ id }) => id);

describe("the lists of keys", () => {
  it("show each key on one tab, with whose it is and where it stands, and count them", async () => {
    const b = await world.distributor(0n);
    const people = { maker: await b.person("M", ["maker"]), checker: await b.person("C", ["checker"]) };
    const reader = await b.person("V", ["viewer"]);
    const active = await revealedKey(world, people);
    const unrevealed = await approvedKey(world, people);
    const [lapsed, expired, revoked] = [
      await approvedKey(world, people),
      await revealedKey(world, people),
      await revealedKey(world, people),
    ];
    await goBy(backstage, lapsed, "reveal_until", "0 seconds");
    await goBy(backstage, expired.id, "expires_at", "0 seconds");
    await world.as(people.maker.caller, (ctx) => revokeKey(ctx, { keyId: revoked.id, reason: "Lost" }));
    const asked = await submit(world, people.maker.caller, newKey());
    const more = await submit(world, people.maker.caller, wider(active.id, { expiresInDays: 700 }));

    const states = async (tab: KeyTab) =>
      (await list(tab, reader)).map(({ id, state, operationId }) => ({ id, state, operationId }));
    expect(await states("active")).toEqual([{ id: active.id, state: "active", operationId: more }]);
    expect(await states("pending")).toMatchObject([
      { state: "pending", operationId: asked },
      { id: unrevealed, state: "unrevealed", operationId: null },
    ]);
    expect(await states("ended")).toEqual([
      { id: revoked.id, state: "revoked", operationId: null },
      { id: expired.id, state: "expired", operationId: null },
      { id: lapsed, state: "lapsed", operationId: null },
    ]);
    expect(await world.as(reader.caller, countKeys)).toEqual({ active: 1, pending: 2, ended: 3 });
    expect((await list("active", people.maker)).map(({ isOwn }) => isOwn)).toEqual([true]);
    expect(await idsOf("active")).not.toContain(active.id);
  });

  it("are read page by page, each key once, also those of one moment", async () => {
    const b = await world.distributor(0n);
    const people = { maker: await b.person("M", ["maker"]), checker: await b.person("C", ["checker"]) };
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.unshift(await approvedKey(world, people));
    await backstage.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update api_keys set reveal_until = now() where distributor_id = ${b.id}`;
      await tx`update api_keys set created_at = '2026-01-01T00:00:00.123456Z' where id in ${tx(made.slice(1, 4))}`;
    });
    const seen: string[] = [];
    let after: Awaited<ReturnType<typeof listKeys>>["next"] = null;
    do {
      const page: Awaited<ReturnType<typeof listKeys>> = await world.as(people.maker.caller, (ctx) =>
        listKeys(ctx, { tab: "ended", after, limit: 2 }),
      );
      seen.push(...page.keys.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect([...seen].sort()).toEqual([...made].sort());
    const foreign = seen[0] as Id<"apiKey">;
    const page = await world.as(maker.caller, (ctx) => listKeys(ctx, { tab: "ended", after: foreign }));
    expect(page).toEqual({ keys: [], next: null });
  });

  it("show the newest request for more of a key, and the key by itself before it is approved", async () => {
    const { id } = await revealedKey(world, { maker, checker });
    await submit(world, maker.caller, wider(id, { expiresInDays: 600 }));
    const newest = await submit(world, maker.caller, wider(id, { expiresInDays: 700 }));
    expect((await world.as(viewer.caller, (ctx) => readKey(ctx, { keyId: id }))).operationId).toBe(newest);
    await submit(world, maker.caller, newKey());
    const [asked] = await list("pending");
    if (!asked) throw new Error("nothing is pending");
    expect(await world.as(viewer.caller, (ctx) => readKey(ctx, { keyId: asked.id }))).toMatchObject({
      state: "pending",
    });
  });

  it("are a distributor's own people's alone", async () => {
    const staff = await world.staff("Staff", ["admin"]);
    expect(await codeOf(list("active", staff))).toBe("auth.forbidden");
  });

  it("show today's volume with what is pending, less what was refused, and when the day turns in the distributor's zone", async () => {
    const { id, secret } = await revealedKey(world, { maker, checker }, { maxDailyMinor: 100_00n });
    const customer = await world.customer("+2348123450001");
    const key = await keyCaller(secret, null);
    await submit(world, key, cashIn(30_00n, customer.phone));
    const refused = await submit(world, key, cashIn(20_00n, customer.phone));
    const used = async () => world.as(viewer.caller, (ctx) => readKey(ctx, { keyId: id }));
    expect((await used()).usedTodayMinor).toBe(50_00n);
    await decide(world, checker.caller, refused, "reject");
    const { usedTodayMinor, resetsAt } = await used();
    expect(usedTodayMinor).toBe(30_00n);
    // Lagos is an hour ahead all year.
    expect(resetsAt.toISOString()).toMatch(/T23:00:00\.000Z$/);
    expect(localDate(resetsAt, "Africa/Lagos") > localDate(new Date(), "Africa/Lagos")).toBe(true);
  });

  it("show when and from where a key was used last, and how often today", async () => {
    const { id } = await revealedKey(world, { maker, checker });
    expect(await world.as(viewer.caller, (ctx) => readKey(ctx, { keyId: id }))).toMatchObject({
      lastUsedAt: null,
      requestsToday: 0,
    });
    const write = async (day: string) => {
      const hand = byHand(world);
      await hand.write(`
        insert into api_key_usage (issuer_id, key_id, distributor_id, last_used_at, last_used_from, local_day, requests, unit_id)
        values (UNIT, '${id}', '${a.id}', now(), '192.0.2.9', '${day}', 17, UNIT)
        on conflict (issuer_id, key_id) do update set local_day = excluded.local_day, unit_id = excluded.unit_id`);
      await hand.end();
    };
    await write(localDate(new Date(), "Africa/Lagos"));
    const today = await world.as(viewer.caller, (ctx) => readKey(ctx, { keyId: id }));
    expect(today).toMatchObject({ lastUsedFrom: "192.0.2.9", requestsToday: 17, lastUsedAt: expect.any(Date) });
    await write("2020-01-01");
    expect((await world.as(viewer.caller, (ctx) => readKey(ctx, { keyId: id }))).requestsToday).toBe(0);
  });
});
