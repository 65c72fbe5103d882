import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

// Any number that nothing else in this database locks: drizzle's migrator takes no lock of its own.
const MIGRATION_LOCK = 7_305_310_101;

/**
 * Brings a database to this version: table migrations in order, then the functions, triggers, policies, grants and views of
 * `db/functions`, all of them in one transaction, whenever their text has changed. Safe to run from several processes at once.
 * @param ownerUrl a connection as `portal_owner`
 * @param root the folder that holds `migrations` and `functions` (default `db` of the working directory)
 */
export async function migrateDatabase(ownerUrl: string, root: string = join(process.cwd(), "db")): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: join(root, "migrations") });
    await applyFunctions(sql, join(root, "functions"));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function applyFunctions(sql: postgres.Sql, folder: string): Promise<void> {
  const text = readFunctions(folder);
  const hash = hashOf(text);
  await sql`create table if not exists drizzle.applied_functions (hash text not null, at timestamptz not null default now())`;
  const [last] = await sql`select hash from drizzle.applied_functions order by at desc limit 1`;
  if (last?.hash === hash) return;
  await sql.begin(async (tx) => {
    await tx.unsafe(text);
    await tx`insert into drizzle.applied_functions (hash) values (${hash})`;
  });
}

function readFunctions(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * The hash under which this version's functions are recorded once they are applied.
 * @param root as in {@link migrateDatabase}
 */
export function expectedFunctions(root: string = join(process.cwd(), "db")): string {
  return hashOf(readFunctions(join(root, "functions")));
}

/**
 * How many table migrations this version knows.
 * @param root as in {@link migrateDatabase}
 */
export function expectedMigrations(root: string = join(process.cwd(), "db")): number {
  const journal = JSON.parse(readFileSync(join(root, "migrations", "meta", "_journal.json"), "utf8")) as {
    entries: unknown[];
  };
  return journal.entries.length;
}
