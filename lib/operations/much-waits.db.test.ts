import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { cashIn, submit } from "@/db/test/acts";
import { pagesSoFar } from "@/db/test/pages";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import { type Ctx, run } from "@/lib/runtime";
import { countApprovals, countBlocked, listApprovals, readPulse } from ".";

const MUCH = 50_000;
const RUNS = 8;
const LIMIT = 50;
/** Each row of a page may have its maker and its key looked up; read through, what waits would be thousands of pages. */
const BESIDE = 4 * LIMIT;

let world: World;
let connection: Database;
let superuser: postgres.Sql;
let [maker, checker]: TestPerson[] = [];

beforeAll(async () => {
  world = await createWorld();
  connection = openDatabase(world.urls.appUrl, { max: 1, name: "test-desk" });
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  const a = await world.distributor(100_000_00n);
  [maker, checker] = [await a.person("Maker", ["maker"]), await a.person("Checker", ["checker"])];
  const customer = await world.customer("+2348123456781", 0n);
  for (let n = 0; n < 3; n++) await submit(world, maker.caller, cashIn(10_00n, customer.phone));
});

afterAll(async () => {
  await Promise.all([connection.$client.end({ timeout: 1 }), superuser.end()]);
  await world.close();
});

/** Copies of what waits, older and older, until `count` wait. */
async function waitFor(count: number): Promise<void> {
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into operations select p.* from operations o
        cross join generate_series((select count(*) from operations), ${count - 1}::int) n,
        jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'created_at', now() - n * interval '1 second')) p
       where o.id = (select min(id::text)::uuid from operations)`;
  });
  await superuser`analyze operations`;
}

const by = <T>(person: TestPerson | undefined, verb: (ctx: Ctx) => Promise<T>): Promise<T> => {
  if (!person) throw new Error("nobody asks");
  return run(person.caller, { requestId: "test", database: connection }, verb);
};

async function pagesOf(verb: (ctx: Ctx) => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < RUNS; n++) {
    const before = await pagesSoFar(connection, superuser);
    await by(checker, verb);
    least = Math.min(least, (await pagesSoFar(connection, superuser)) - before);
  }
  return least;
}

it("of few each is counted, with the oldest and the sum", async () => {
  const counts = await by(checker, countApprovals);
  expect(counts).toMatchObject({ needsMe: 3, waiting: 0, more: false, needsMeMinor: 30_00n });
  expect(counts.oldestNeedsMe).toBeInstanceOf(Date);
  expect(await by(maker, countApprovals)).toMatchObject({ needsMe: 0, waiting: 3, more: false });
});

it("of 50,000 that wait the desk reads no more than of a few thousand, and says that there are more than it counted", async () => {
  const asked = {
    counts: countApprovals,
    pulse: readPulse,
    list: (ctx: Ctx) => listApprovals(ctx, { tab: "needs-me", filters: {}, limit: LIMIT }),
    blocked: countBlocked,
    "list of what is blocked": (ctx: Ctx) => listApprovals(ctx, { tab: "blocked", filters: {}, limit: LIMIT }),
  };
  await waitFor(4_000);
  const few = new Map<string, number>();
  for (const [name, verb] of Object.entries(asked)) few.set(name, await pagesOf(verb));
  await waitFor(MUCH);
  for (const [name, verb] of Object.entries(asked)) {
    expect(await pagesOf(verb), name).toBeLessThan(1.5 * (few.get(name) ?? 0) + BESIDE);
  }
  const none = { more: true, oldestNeedsMe: null, needsMeMinor: null };
  expect(await by(checker, countApprovals)).toMatchObject({ needsMe: 2_000, waiting: 0, ...none });
  expect(await by(maker, countApprovals)).toMatchObject({ needsMe: 0, waiting: 2_000, ...none });
}, 120_000);
