import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { run } from "@/lib/runtime";
import { cashIn, decide, submit } from "./acts";
import { createWorld, type TestPerson, type World } from "./world";

const CROWD = 20_000;
/** From its sixth run on, a connection keeps the plan of a statement. */
const RUNS = 8;

let world: World;
let onOneConnection: World;
let connection: Database;
let superuser: postgres.Sql;
let maker: TestPerson;
let checker: TestPerson;
let phone: E164;

beforeAll(async () => {
  world = await createWorld();
  connection = openDatabase(world.urls.appUrl, { max: 1, name: "test-plans" });
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  // New statistics would have every plan made anew.
  await superuser.unsafe("alter table operations set (autovacuum_enabled = off)");
  await superuser.unsafe("alter table ledger_holds set (autovacuum_enabled = off)");
  onOneConnection = {
    ...world,
    as: (caller, verb) => run(caller, { requestId: "test", database: connection }, verb),
  };
  const a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  phone = parsePhone("+2348123450001");
  await world.customer(phone);
});

afterAll(async () => {
  await Promise.all([connection.$client.end({ timeout: 1 }), superuser.end()]);
  await world.close();
});

/** Pages of tables and indexes that a cash-in and its approval look at. */
async function pagesOfOne(): Promise<number> {
  const before = await pages();
  await decide(onOneConnection, checker.caller, await submit(onOneConnection, maker.caller, cashIn(1_00n, phone)));
  return (await pages()) - before;
}

async function pages(): Promise<number> {
  // A connection tells what it has read only once a second, unless it is asked to.
  await connection.execute(sql`select pg_stat_force_next_flush()`);
  const [row] = await superuser`
    select sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read) as pages from pg_statio_user_tables`;
  return Number(row?.pages);
}

/** Pending operations with their holds, copied from one; the statistics that the planner keeps still know of none. */
async function crowd(id: string): Promise<void> {
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`create temp table copies on commit drop as
      select gen_random_uuid() as operation, gen_random_uuid() as hold from generate_series(1, ${CROWD}::int)`;
    await tx`insert into ledger_holds select h.* from copies c, operations o
      join ledger_holds l on l.id = o.hold_id, jsonb_populate_record(l, jsonb_build_object('id', c.hold, 'held_for', c.operation)) h where o.id = ${id}`;
    await tx`insert into operations select p.* from copies c, operations o,
      jsonb_populate_record(o, jsonb_build_object('id', c.operation, 'hold_id', c.hold)) p where o.id = ${id}`;
  });
}

it("a connection that learnt its statements in an empty database looks rows up by their keys when 20,000 operations wait", async () => {
  const waiting = await submit(onOneConnection, maker.caller, cashIn(1_00n, phone));
  for (let n = 1; n < RUNS; n++) await pagesOfOne();
  const few = await pagesOfOne();
  await crowd(waiting);
  const many = await pagesOfOne();
  // An index grows deeper; read through, it would be a hundred times as much.
  expect(many).toBeLessThan(4 * few);
});
