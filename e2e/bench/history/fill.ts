import { statfsSync } from "node:fs";
import postgres from "postgres";
import type { Bench } from "../measurement";
import { inAHurry } from "./hurry";
import { takeIndexesAway } from "./indexes";
import { createOrganisations, OTHERS } from "./organisations";
import * as statements from "./statements";

/** A history that can be filled further into the past. */
export type History = { lengthen(to: number): Promise<void>; close(): Promise<void> };

const PART = 250_000;
/** A shorter fill is done before its indexes would be made again. */
const WORTH_IT = 100_000;
/** Bytes on the disk that an operation and all that belongs to it take, indexes included; measured (4,300), rounded up. */
const BYTES_EACH = 5_000;
/** For the write-ahead log and all else. */
const BESIDE = 12 * 1024 ** 3;

/**
 * Makes ready for a history of so many operations, and fills nothing yet.
 * @throws Error when the disk has no room for it
 */
export async function openHistory(bench: Bench, total: number): Promise<History> {
  const { place, world } = bench;
  const disk = statfsSync(place.folder);
  const free = disk.bavail * disk.bsize;
  if (free < total * BYTES_EACH + BESIDE) {
    throw new place.tools.StartupError(`A history of ${total} operations needs more disk than is free here.`);
  }
  const connection = {
    session_replication_role: "replica",
    synchronous_commit: "off",
    work_mem: "512MB",
    maintenance_work_mem: "1GB",
    max_parallel_maintenance_workers: 0,
  };
  const sql = postgres(place.urls.superuser, { max: statements.LANES, onnotice: () => undefined, connection });
  place.ending.add(() => sql.end({ timeout: 1 }));
  await createOrganisations(bench);
  await sql.unsafe(statements.PREPARE);
  await sql.unsafe(statements.worldCustomers(world.issuerId));
  const room = await reserveRoom(sql, world.issuerId, total);
  const now = Date.now();
  let filled = 0;

  const fillTo = async (to: number) => {
    const wallets = world.wallets.length;
    const customers = Math.max(wallets, Math.floor(to / statements.PER_CUSTOMER));
    await sql.unsafe(
      statements.moreCustomers(world.issuerId, await customersOf(sql), customers, room.version + total + 1),
    );
    const plan = { now, wallets, customers, others: OTHERS };
    const fillLane = async (lane: number) => {
      while (filled < to) {
        const from = filled + 1;
        const last = Math.min(to, filled + PART);
        filled = last;
        await sql.unsafe(statements.part(lane, from, last, plan));
        for (const statement of statements.fill(lane, world.issuerId, total + 1, room)) await sql.unsafe(statement);
        place.tools.say(`  ${last.toLocaleString("en")} of ${to.toLocaleString("en")} operations`);
      }
    };
    await Promise.all(Array.from({ length: statements.LANES }, (_, lane) => fillLane(lane)));
  };

  return {
    async lengthen(to) {
      await inAHurry(sql, async () => {
        const away = to > WORTH_IT ? await takeIndexesAway(sql, statements.FILLED) : null;
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
           (select max(seq) / 2 + 1 from audit_chains where issuer_id = ${issuer})::int as audit`;
  if (!room) throw new Error("the issuer of the bench is not there");
  const { version, sequence, audit } = room;
  await sql`update ledger_accounts set version = ${version + total + 1},
                   posted_minor = case owner_kind when 'distributor' then greatest(posted_minor, 1000000000000) else posted_minor end
             where issuer_id = ${issuer}`;
  await sql`update ledger_chains set sequence_number = ${sequence + total + 1} where issuer_id = ${issuer}`;
  await sql`update audit_chains set seq = ${2 * (audit + total + 2)} where issuer_id = ${issuer}`;
  return room;
}

async function countsOf(sql: postgres.Sql): Promise<string> {
  const rows = await sql<{ name: string; n: string }[]>`
    select relname as name, reltuples::bigint::text as n from pg_class
     where relnamespace = 'public'::regnamespace and relname = any(${[...statements.FILLED, "customers"]}) order by 1`;
  return rows.map(({ name, n }) => `${Number(n).toLocaleString("en")} ${name.replaceAll("_", " ")}`).join(", ");
}
