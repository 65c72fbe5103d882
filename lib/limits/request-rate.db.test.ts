import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openDatabase } from "@/db/client";
import { codeOf, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { createKey, keyCaller } from "@/lib/api-keys";
import { groupBy } from "@/lib/kernel/groups";
import { type Id, newId } from "@/lib/kernel/ids";
import { run } from "@/lib/runtime";
import { countRequest, type RateUse } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(0n);
  maker = await a.person("Maker", ["maker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

/** What was counted in each minute: 1, 2, 3 … without gap or repeat, or the text of what is wrong. */
function counted(uses: readonly RateUse[]): number {
  const minutes = groupBy(uses, (use) => use.resetsAt.getTime());
  for (const [, of] of minutes) {
    const numbers = of.map((use) => use.used).sort((x, y) => x - y);
    expect(numbers).toEqual(numbers.map((_, n) => n + 1));
  }
  return uses.length;
}

describe("requests of a key are counted exactly", () => {
  it("by one process, 500 at once: every one has its own number", async () => {
    const key = newId("apiKey");
    const uses = await Promise.all(Array.from({ length: 500 }, () => countRequest(world.issuerId, key)));
    expect(counted(uses)).toBe(500);
  });

  it("each key by itself", async () => {
    const keys = Array.from({ length: 10 }, () => newId("apiKey"));
    const uses = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const key = keys[n % 10] as Id<"apiKey">;
        return { key, use: await countRequest(world.issuerId, key) };
      }),
    );
    for (const key of keys) expect(counted(uses.filter((one) => one.key === key).map((one) => one.use))).toBe(20);
  });

  it("over several processes, each with pool and queue of its own", async () => {
    const key = newId("apiKey");
    vi.resetModules();
    const neighbour = await import(".");
    const elsewhere = openDatabase(world.urls.appUrl, { max: 2, name: "test-elsewhere" });
    const farAway = async (): Promise<RateUse> => {
      const items = JSON.stringify([{ issuer: world.issuerId, key, requests: 1 }]);
      const [row] = (await elsewhere.execute(
        sql`select used, extract(epoch from window_start)::bigint as start from rate_take(${items}::jsonb)`,
      )) as unknown as { used: string; start: string }[];
      return { used: Number(row?.used), resetsAt: new Date((Number(row?.start) + 60) * 1000) };
    };
    const uses = await Promise.all(
      Array.from({ length: 150 }, (_, n) =>
        n % 3 === 0
          ? countRequest(world.issuerId, key)
          : n % 3 === 1
            ? neighbour.countRequest(world.issuerId, key)
            : farAway(),
      ),
    );
    await elsewhere.$client.end();
    expect(counted(uses)).toBe(150);
  });

  it("and gives nobody requests back, whoever calls the database", async () => {
    const items = JSON.stringify([{ issuer: world.issuerId, key: newId("apiKey"), requests: -5 }]);
    const application = openDatabase(world.urls.appUrl, { max: 1, name: "test-taker" });
    const taken = application.execute(sql`select used from rate_take(${items}::jsonb)`);
    expect(await taken.then(Boolean, (error: { cause?: { code?: string } }) => error.cause?.code)).toBe("PU004");
    await application.$client.end();
  });

  it("and the window ends within the minute", async () => {
    const before = Date.now();
    const { resetsAt } = await countRequest(world.issuerId, newId("apiKey"));
    expect(resetsAt.getTime()).toBeGreaterThan(before - 1000);
    expect(resetsAt.getTime()).toBeLessThanOrEqual(Date.now() + 61_000);
  });
});

describe("a key with a limit of 5 requests a minute", () => {
  it("has 5 of 30 simultaneous requests answered, and the others learn when to come back", async () => {
    for (let minute = -1, codes: string[] = []; ; ) {
      const { secret } = await run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
        createKey(ctx, {
          distributorId: a.id,
          label: "slow",
          madeBy: maker.id,
          permissions: ["read-balance"],
          maxAmountMinor: null,
          maxDailyMinor: null,
          allowedAddresses: [],
          requestsPerMinute: 5,
          expiresAt: new Date(Date.now() + 60_000),
        }),
      );
      minute = new Date().getUTCMinutes();
      const refusals: number[] = [];
      codes = await Promise.all(
        Array.from({ length: 30 }, () =>
          codeOf(
            keyCaller(secret, null).catch((error) => {
              refusals.push(error.details?.retryAfterSeconds);
              throw error;
            }),
          ),
        ),
      );
      // Whoever tries over the turn of a minute has two minutes' worth: try again within one.
      if (new Date().getUTCMinutes() !== minute) continue;
      expect(tally(codes)).toEqual({ accepted: 5, "api-keys.rate-limited": 25 });
      for (const seconds of refusals) expect(seconds).toSatisfy((n: number) => n >= 1 && n <= 60);
      return;
    }
  });
});
