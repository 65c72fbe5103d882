import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { cashIn, cashOut, decide, submit } from "@/db/test/acts";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, run } from "@/lib/runtime";
import {
  type ApprovalsTab,
  countApprovals,
  countOperations,
  findOddities,
  type ListPosition,
  listApprovals,
  listOperations,
  type OperationFilters,
  readDaySummary,
  readPulse,
  readSearch,
} from ".";

/** More than a day of operations, one every 20 seconds: those of today are the same however many older ones there are. */
const SOME = 6_000;
const MANY = 40_000;
/** Only the newest still wait, as in life. */
const PENDING = 300;
const LIMIT = 50;
const LOOK_THROUGH = 1_000;
/** From its sixth run on, a connection keeps the plan of a statement. */
const RUNS = 8;
const TIMES = 1.5;
/** Each row of a page may have its maker and its key looked up; read through, the history would be thousands of pages. */
const BESIDE = 4 * LIMIT;

let world: World;
let connection: Database;
let superuser: postgres.Sql;
let maker: TestPerson;
let checker: TestPerson;
let phone: E164;
let middle: ListPosition;

beforeAll(async () => {
  world = await createWorld();
  connection = openDatabase(world.urls.appUrl, { max: 1, name: "test-plans" });
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  // New statistics would have every plan made anew.
  await superuser.unsafe("alter table operations set (autovacuum_enabled = off)");
  const a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  phone = parsePhone("+2348100000007");
  await world.customer(phone, 1_000_00n);
});

afterAll(async () => {
  await Promise.all([connection.$client.end({ timeout: 1 }), superuser.end()]);
  await world.close();
});

/** Copies of a completed and of a pending operation from number `from` on, the higher the older; every tenth has ended otherwise. */
async function fill(completed: Id<"operation">, pending: Id<"operation">, from: number, to: number): Promise<void> {
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into operations select p.* from (
        select n, now() - n * interval '20 seconds' as at,
               case when n <= ${PENDING} then 'pending' when n % 10 = 0 then 'expired' when n % 10 = 1 then 'rejected' else 'completed' end as status
          from generate_series(${from}::int, ${to}::int) n) g
        join operations o on o.id = case g.status when 'completed' then ${completed}::uuid else ${pending}::uuid end,
        jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'status', g.status, 'created_at', g.at, 'updated_at', g.at,
          'expires_at', g.at + interval '1 day', 'decided_at', case when g.status = 'completed' then g.at end,
          'counterparty_phone', '+234810' || lpad((g.n % 500 + 500 * (g.n / ${SOME}::int))::text, 7, '0'), 'reference', 'R' || g.n, 'reference_key', 'r' || g.n)) p`;
  });
}

/** Pages of tables and indexes that a verb looks at, once its statements are planned for good. */
async function pagesOf(verb: (ctx: Ctx) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < RUNS; n++) {
    const before = await pages();
    await run(checker.caller, { requestId: "test", database: connection }, verb);
    taken.push((await pages()) - before);
  }
  return Math.min(...taken.slice(-2));
}

async function pages(): Promise<number> {
  // A connection tells what it has read only once a second, unless it is asked to.
  await connection.execute(sql`select pg_stat_force_next_flush()`);
  const [row] = await superuser`
    select sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read) as pages from pg_statio_user_tables`;
  return Number(row?.pages);
}

const list = (filters: OperationFilters) => (ctx: Ctx) => listOperations(ctx, { filters, limit: LIMIT });
const desk = (tab: ApprovalsTab) => (ctx: Ctx) => listApprovals(ctx, { tab, filters: {}, limit: LIMIT });

const search = (words: string) => async (ctx: Ctx) => {
  const filters = (await readSearch(ctx, words, "NGN")) ?? {};
  await countOperations(ctx, filters, LOOK_THROUGH);
  await listOperations(ctx, { filters, limit: LIMIT, lookThrough: LOOK_THROUGH });
};

const VERBS: Readonly<Record<string, (ctx: Ctx) => Promise<unknown>>> = {
  list: list({}),
  "the next page": (ctx) => listOperations(ctx, { filters: {}, limit: LIMIT, after: middle }),
  "the page before": (ctx) => listOperations(ctx, { filters: {}, limit: LIMIT, before: middle }),
  "a tab of two statuses, one of them without operations": list({ statuses: ["pending", "executing"] }),
  "a tab of many statuses": list({ statuses: ["rejected", "cancelled", "expired", "failed"] }),
  "list by type": list({ types: ["cash-in"] }),
  "list by phone": list({ phone: parsePhone("+2348100000007") }),
  "list by phone and status": list({ phone: parsePhone("+2348100000007"), statuses: ["failed"] }),
  "list by reference": list({ reference: "R4000" }),
  "search by phone": search("2348100000007"),
  "search by reference": search("R4000"),
  "search by a name of nobody": search("nobody"),
  "counts of the tabs": (ctx) => countOperations(ctx, {}, LOOK_THROUGH),
  "summary of the day": async (ctx) => readDaySummary(ctx, await readOwnDistributor(ctx)),
  "counts of the desk": countApprovals,
  "pulse of open screens": readPulse,
  "desk, what needs me": desk("needs-me"),
  "desk, what waits for others": desk("waiting"),
  "desk, what was decided": desk("decided"),
  "what is odd": async (ctx) => {
    const { items } = await listApprovals(ctx, { tab: "needs-me", filters: {}, limit: LIMIT });
    return findOddities(ctx, items);
  },
};

describe("a connection that learnt its statements with a short history reads as little of a long one", () => {
  const few = new Map<string, number>();

  beforeAll(async () => {
    const pending = await submit(world, maker.caller, cashIn(1_00n, phone));
    const completed = await submit(world, maker.caller, cashOut({ phone, minor: 1_00n }));
    await decide(world, checker.caller, completed);
    const [row] = await superuser<ListPosition[]>`
      select to_char((now() - interval '5 hours') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt", id from operations limit 1`;
    middle = row as ListPosition;
    await fill(completed, pending, 1, SOME);
    await superuser.unsafe("analyze operations");
    for (const [name, verb] of Object.entries(VERBS)) few.set(name, await pagesOf(verb));
    await fill(completed, pending, SOME + 1, MANY);
  });

  it.each(Object.keys(VERBS))("%s", async (name) => {
    const pagesOfMany = await pagesOf(VERBS[name] as (ctx: Ctx) => Promise<unknown>);
    expect(pagesOfMany).toBeLessThan(TIMES * (few.get(name) ?? 0) + BESIDE);
  });
});
