import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { pagesSoFar } from "@/db/test/pages";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { type KeyPrincipal, run } from "@/lib/runtime";
import { listRequests } from ".";

const SOME = 2_000;
const MANY = 40_000;
/** So many of the newest were refused and so many failed: fewer than a page, so that the rest is not passed over by chance. */
const RARE = 20;
/** From its sixth run on, a connection keeps the plan of a statement. */
const RUNS = 8;
const TIMES = 1.5;
/** An index grows deeper; read through, the log would be thousands of pages. */
const BESIDE = 50;

let world: World;
let connection: Database;
let superuser: postgres.Sql;
let maker: TestPerson;
let key: Id<"apiKey">;
let distributor: Id<"distributor">;

beforeAll(async () => {
  world = await createWorld();
  connection = openDatabase(world.urls.appUrl, { max: 1, name: "test-plans" });
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  // New statistics would have every plan made anew.
  await superuser.unsafe("alter table api_requests set (autovacuum_enabled = off)");
  const a = await world.distributor(0n);
  distributor = a.id;
  maker = await a.person("Maker", ["maker"]);
  key = await world.as(await a.key(maker), async ({ principal }) => (principal as KeyPrincipal).keyId as Id<"apiKey">);
  await fill(1, SOME);
  await superuser.unsafe("analyze api_requests");
});

afterAll(async () => {
  await Promise.all([connection.$client.end({ timeout: 1 }), superuser.end()]);
  await world.close();
});

/** Requests of the key, the higher their number the older. */
async function fill(from: number, to: number): Promise<void> {
  await superuser`
    insert into api_requests (issuer_id, id, distributor_id, key_id, at, method, path, status, latency_ms, unit_id)
    select ${world.issuerId}, gen_random_uuid(), ${distributor}, ${key}, now() - n * interval '1 second', 'GET', '/api/v1/balance',
           case when n > ${2 * RARE} then 200 when n % 2 = 0 then 404 else 503 end, 5, gen_random_uuid()
      from generate_series(${from}::int, ${to}::int) n`;
}

const PAGES: readonly [string, Omit<Parameters<typeof listRequests>[1], "keyId">, number][] = [
  ["all", {}, 50],
  ["those that were refused, fewer than a page", { status: "4xx" }, RARE],
  ["those that failed, fewer than a page", { status: "5xx" }, RARE],
  ["those that were done", { status: "2xx" }, 50],
];

const list = (page: (typeof PAGES)[number][1]) =>
  run(maker.caller, { requestId: "test", database: connection }, (ctx) => listRequests(ctx, { keyId: key, ...page }));

/** Pages that a list looks at, once its statements are planned for good. */
async function pagesOf(page: (typeof PAGES)[number][1]): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < RUNS; n++) {
    const before = await pagesSoFar(connection, superuser);
    await list(page);
    taken.push((await pagesSoFar(connection, superuser)) - before);
  }
  return Math.min(...taken.slice(-2));
}

describe("a connection that learnt its statements with a short log reads as little of a long one", () => {
  const few = new Map<string, number>();

  beforeAll(async () => {
    for (const [name, page] of PAGES) few.set(name, await pagesOf(page));
    await fill(SOME + 1, MANY);
  });

  it.each(PAGES)("%s", async (name, page, items) => {
    expect((await list(page)).items).toHaveLength(items);
    expect(await pagesOf(page)).toBeLessThan(TIMES * (few.get(name) ?? 0) + BESIDE);
  });
});
