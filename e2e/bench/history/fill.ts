import { statfsSync } from "node:fs";
import postgres from "postgres";
import type { Bench } from "../measurement";
import { inAHurry } from "./hurry";
import { takeIndexesAway } from "./indexes";
import { createOrganisations, OTHERS } from "./organisations";
import * as statements from "./statements";

/** A history that can be filled further into the past. */
export type History = { lengthen(to: number): Promise<void>; close(): Promise<void> };

const PART = 1_000_000;
/** Bytes on the disk that an operation and all that belongs to it take, indexes and write-ahead log included; measured, rounded up. */
const BYTES_EACH = 6_000;
const LARGEST = 16 * 1024 ** 3;

/**
 * Makes ready for a history of so many operations, and fills nothing yet.
 * @throws Error when the disk has no room for it
 */
export async function openHistory(bench: Bench, total: number): Promise<History> {
  const { place, world } = bench;
  const disk = statfsSync(place.folder);
  const free = disk.bavail * disk.bsize;
  if (free < total * BYTES_EACH + LARGEST) {
    throw new place.tools.StartupError(`A history of ${total} operations needs more disk than is free here.`);
  }
  const connection = {
    session_replication_role: "replica",
    synchronous_commit: "off",
    work_mem: "512MB",
    maintenance_work_mem: "1GB",
    max_parallel_maintenance_workers: 0,
  };
  // One for each core of the least machine that the figures are for.
  const sql = postgres(place.urls.superuser, { max: 2, onnotice: () => undefined, connection });
  await createOrganisations(bench);
  await sql.unsafe(statements.PREPARE);
  await sql.unsafe(statements.worldCustomers(world.issuerId));
  const room = await reserveRoom(sql, world.issuerId, total);
  const [{ now } = { now: "" }] = await sql<{ now: string }[]>`select now()::text as now`;
  let filled = 0;

  const fillTo = async (to: number) => {
    const wallets = world.wallets.length;
    const many = Math.max(wallets, Math.floor(to / statements.PER_CUSTOMER));
    await sql.unsafe(statements.moreCustomers(world.issuerId, await customersOf(sql), many, room.version + total + 1));
    for (; filled < to; filled = Math.min(to, filled + PART)) {
      const started = performance.now();
      const last = Math.min(to, filled + PART);
      await sql.unsafe(statements.part(filled + 1, last, now, wallets, many, OTHERS));
      await atOnce(sql, statements.fill(world.issuerId, total + 1, room));
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      place.tools.say(`  ${last.toLocaleString("en")} of ${to.toLocaleString("en")} operations (${seconds} s)`);
    }
  };

  return {
    async lengthen(to) {
      await inAHurry(sql, async () => {
        const away = to > PART / 10 ? await takeIndexesAway(sql, statements.FILLED) : null;
        await fillTo(to);
        const { step } = place.tools;
        if (away) await step("Indexes", () => Promise.all(away.byTable.map((all) => sql.unsafe(all.join(";")))));
        if (away) await step("Foreign keys", () => atOnce(sql, away.last));
        await sql.unsafe(statements.held(world.issuerId));
        const vacuums = [...statements.FILLED, "customers", "ledger_accounts"].map(
          (name) => `vacuum (analyze) ${name}`,
        );
        await step("Vacuum and statistics", () => atOnce(sql, vacuums));
      });
      const [size] = await sql<{ text: string }[]>`select pg_size_pretty(pg_database_size(current_database())) as text`;
      place.tools.say(`  The database has ${size?.text}: ${await countsOf(sql)}.`);
    },
    close: () => sql.end(),
  };
}

/** Each statement once, on as many connections as there are. */
function atOnce(sql: postgres.Sql, all: readonly string[]): Promise<unknown> {
  return Promise.all(all.map((statement) => sql.unsafe(statement)));
}

async function customersOf(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from bare.history_customers`;
  return row?.n ?? 0;
}

/** Moves the heads of accounts and chains up by the history's length, so that it fits between them and what is there. */
async function reserveRoom(sql: postgres.Sql, issuer: string, total: number): Promise<statements.Room> {
  const [room] = await sql<statements.Room[]>`
    select (select max(version) from ledger_accounts where issuer_id = ${issuer})::int as version,
           (select max(sequence_number) from ledger_chains where issuer_id = ${issuer})::int as sequence,
           (select max(seq) / 3 + 1 from audit_chains where issuer_id = ${issuer})::int as audit`;
  if (!room) throw new Error("the issuer of the bench is not there");
  const { version, sequence, audit } = room;
  await sql`update ledger_accounts set version = ${version + total + 1},
                   posted_minor = case owner_kind when 'distributor' then greatest(posted_minor, 1000000000000) else posted_minor end
             where issuer_id = ${issuer}`;
  await sql`update ledger_chains set sequence_number = ${sequence + total + 1} where issuer_id = ${issuer}`;
  await sql`update audit_chains set seq = ${3 * (audit + total + 2)} where issuer_id = ${issuer}`;
  return room;
}

async function countsOf(sql: postgres.Sql): Promise<string> {
  const rows = await sql<{ name: string; n: string }[]>`
    select relname as name, reltuples::bigint::text as n from pg_class
     where relnamespace = 'public'::regnamespace and relname = any(${[...statements.FILLED, "customers"]}) order by 1`;
  return rows.map(({ name, n }) => `${Number(n).toLocaleString("en")} ${name.replaceAll("_", " ")}`).join(", ");
}
