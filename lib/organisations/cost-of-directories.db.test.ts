import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { listLowFloats, readFloatTotals } from "@/lib/ledger";
import { readCurrencyDays } from "@/lib/operations";
import { type Ctx, run } from "@/lib/runtime";
import { countCustomers, listCustomers } from "@/lib/wallets";
import { COUNTED_AT_MOST, countDistributors, countMerchants, listDistributors, listMerchants } from ".";

const SOME = 1_500;
const MANY = 20_000;
const LIMIT = 50;
/** From its sixth run on, a connection keeps the plan of a statement. */
const RUNS = 8;
const TIMES = 1.5;
/** Each row of a page is looked up by its id; read through, a directory would be hundreds of pages more. */
const BESIDE = 2 * LIMIT;
const FLOAT = 1_000_00n;

let world: World;
let connection: Database;
let superuser: postgres.Sql;
let viewer: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  connection = openDatabase(world.urls.appUrl, { max: 1, name: "test-plans" });
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  viewer = await world.staff("Viewer", ["viewer"]);
  // What else reads the tables would be counted, and new statistics would have every plan made anew.
  for (const table of ["distributors", "merchants", "customers", "ledger_accounts"])
    await superuser.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
  await fill(1, SOME);
  await superuser.unsafe("analyze distributors, merchants, customers, ledger_accounts");
});

afterAll(async () => {
  await Promise.all([connection.$client.end({ timeout: 1 }), superuser.end()]);
  await world.close();
});

/** Distributors with a float, merchants and customers, numbered; nobody is suspended. */
async function fill(from: number, to: number): Promise<void> {
  const { issuerId } = world;
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`create temp table made on commit drop as
      select n, gen_random_uuid() as id, gen_random_uuid() as account from generate_series(${from}::int, ${to}::int) n`;
    await tx`insert into distributors (issuer_id, id, name, short_code, currency, time_zone, float_account_id, unit_id)
      select ${issuerId}, id, 'Agent ' || lpad(n::text, 6, '0'), (400000 + n)::text, 'NGN', 'Africa/Lagos', account, id from made`;
    await tx`insert into ledger_accounts (issuer_id, id, code, owner_kind, owner_id, currency, posted_minor, unit_id)
      select ${issuerId}, account, 'distributor:float:' || id, 'distributor', id, 'NGN', ${FLOAT.toString()}::bigint, id from made`;
    await tx`insert into merchants (issuer_id, id, name, short_code, account_id, unit_id)
      select ${issuerId}, id, 'Shop ' || lpad(n::text, 6, '0'), (500000 + n)::text, account, id from made`;
    await tx`insert into customers (issuer_id, id, name, phone, account_id, unit_id)
      select ${issuerId}, id, 'Person ' || lpad(n::text, 6, '0'), '+23481' || lpad(n::text, 8, '0'), account, id from made`;
  });
}

const as = <T>(verb: (ctx: Ctx) => Promise<T>) => run(viewer.caller, { requestId: "test", database: connection }, verb);

/** Pages of tables and indexes that a verb looks at, once its statements are planned for good. */
async function pagesOf(verb: (ctx: Ctx) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < RUNS; n++) {
    const before = await pages();
    await as(verb);
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

/** The one in the middle of the first thousand: pages before and after it are full. */
const middle = new Map<string, string>();
const edge = <K extends "distributor" | "merchant" | "customer">(kind: K) => middle.get(kind) as Id<K>;

const VERBS: Readonly<Record<string, (ctx: Ctx) => Promise<unknown>>> = {
  distributors: (ctx) => listDistributors(ctx, {}, { limit: LIMIT }),
  "distributors, the next page": (ctx) => listDistributors(ctx, {}, { limit: LIMIT, after: edge("distributor") }),
  "distributors, the page before": (ctx) => listDistributors(ctx, {}, { limit: LIMIT, before: edge("distributor") }),
  "distributors of a status that all have": (ctx) => listDistributors(ctx, { status: "active" }, { limit: LIMIT }),
  "distributors of a status that nobody has": (ctx) => listDistributors(ctx, { status: "suspended" }, { limit: LIMIT }),
  "distributors by name": (ctx) => listDistributors(ctx, { search: "AGENT 0011" }, { limit: LIMIT }),
  "distributors by short code": (ctx) => listDistributors(ctx, { search: "4011" }, { limit: LIMIT }),
  "distributors by the name of nobody": (ctx) => listDistributors(ctx, { search: "nobody" }, { limit: LIMIT }),
  "merchants, the next page": (ctx) => listMerchants(ctx, {}, { limit: LIMIT, after: edge("merchant") }),
  "merchants by name and status": (ctx) =>
    listMerchants(ctx, { search: "shop 001", status: "suspended" }, { limit: LIMIT }),
  "merchants by short code and status": (ctx) =>
    listMerchants(ctx, { search: "50", status: "suspended" }, { limit: LIMIT }),
  customers: (ctx) => listCustomers(ctx, {}, { limit: LIMIT }),
  "customers, the next page": (ctx) => listCustomers(ctx, {}, { limit: LIMIT, after: edge("customer") }),
  "customers, the page before": (ctx) => listCustomers(ctx, {}, { limit: LIMIT, before: edge("customer") }),
  "customers of a status that nobody has": (ctx) => listCustomers(ctx, { status: "suspended" }, { limit: LIMIT }),
  "customers by name": (ctx) => listCustomers(ctx, { name: "person 0011" }, { limit: LIMIT }),
  "counts of distributors": (ctx) => countDistributors(ctx, {}),
  "counts of merchants by name": (ctx) => countMerchants(ctx, { search: "shop" }),
  "counts of merchants by short code": (ctx) => countMerchants(ctx, { search: "5" }),
  "counts of customers": (ctx) => countCustomers(ctx, {}),
  "counts of customers by name": (ctx) => countCustomers(ctx, { name: "person" }),
};

describe("of many times as many, no more is read for", () => {
  const few = new Map<string, number>();

  beforeAll(async () => {
    for (const kind of ["distributor", "merchant", "customer"] as const) {
      const [row] = await superuser`select id from ${superuser(`${kind}s`)} order by ${superuser(
        kind === "customer" ? "id" : "name_key",
      )} offset 500 limit 1`;
      middle.set(kind, row?.id as string);
    }
    for (const [name, verb] of Object.entries(VERBS)) few.set(name, await pagesOf(verb));
    await fill(SOME + 1, MANY);
  });

  it.each(Object.keys(VERBS))("%s", async (name) => {
    const pagesOfMany = await pagesOf(VERBS[name] as (ctx: Ctx) => Promise<unknown>);
    expect(pagesOfMany).toBeLessThan(TIMES * (few.get(name) ?? 0) + BESIDE);
  });

  it("and a count stops, while the overview's totals are of all", async () => {
    expect(await as((ctx) => countCustomers(ctx, {}))).toEqual({ active: COUNTED_AT_MOST, suspended: 0 });
    const [total, ...others] = await as(readFloatTotals);
    expect(others).toEqual([]);
    expect(total).toMatchObject({ distributors: MANY, low: 0, available: { minor: FLOAT * BigInt(MANY) } });
    expect(await as(readCurrencyDays)).toEqual([
      { currency: "NGN", completed: 0, inMinor: 0n, outMinor: 0n, pending: 0, hasMorePending: false },
    ]);
  });
});

describe("a low float", () => {
  it("is below its mark, or all gone where there is none; whoever is suspended has none", async () => {
    const set = (n: number, set: string) =>
      superuser.unsafe(`update distributors set ${set} where short_code = '${400_000 + n}'`);
    await superuser.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update ledger_accounts a set posted_minor = 0 from distributors d
                where a.id = d.float_account_id and d.short_code in ('400003', '400004')`;
    });
    await set(1, `low_float_minor = ${FLOAT + 1n}`);
    await set(2, `low_float_minor = ${FLOAT}`);
    await set(4, "status = 'suspended'");
    const ids = await as((ctx) => listLowFloats(ctx, 10));
    const names = await superuser`select name from distributors where id = any(${ids}) order by name`;
    expect(names.map(({ name }) => name)).toEqual(["Agent 000001", "Agent 000003"]);
    expect(await as(readFloatTotals)).toMatchObject([{ low: 2 }]);
  });
});
