import { sql } from "drizzle-orm";
import { migrationProblems } from "@/db/checks";
import { type Database, openDatabase } from "@/db/client";
import { databaseError } from "@/lib/runtime";
import { StartupError } from "../startup-error.mjs";

// Any number that nothing else in this database locks.
const CREATING_LOCK = 7_305_310_103;

/**
 * Does something as the database's owner, while nobody else does anything of the kind.
 * @param ownerUrl a connection as `portal_owner`
 * @param failure what did not happen when this fails: "No issuer was created"
 * @throws StartupError when the database is away, is not the owner's or not at this version
 */
export async function asOwner<T>(
  ownerUrl: string,
  failure: string,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  // One connection: it holds the lock that keeps a second run out.
  const database = openDatabase(ownerUrl, { max: 1, name: "portal-issuer-create" });
  try {
    const problem = await problemOf(database);
    if (problem) throw new StartupError(`${failure}: ${problem}.`);
    await database.execute(sql`select pg_advisory_lock(${CREATING_LOCK})`);
    return await work(database);
  } catch (error) {
    const reason = databaseError(error);
    if (error instanceof StartupError || !reason) throw error;
    const away = `the database of OWNER_DATABASE_URL cannot be reached (${reason.code})`;
    throw new StartupError(`${failure}: ${away}.`, { cause: error });
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}

async function problemOf(database: Database): Promise<string | null> {
  const [problem] = await migrationProblems(database);
  if (problem) return `the database of OWNER_DATABASE_URL is not ready, ${problem} (npm run migrate)`;
  const [row] = (await database.execute(
    sql`select pg_get_userbyid(relowner) as owner, current_user as own from pg_class where oid = 'public.issuers'::regclass`,
  )) as unknown as { owner: string; own: string }[];
  return row?.owner === row?.own ? null : `OWNER_DATABASE_URL must be a connection as ${row?.owner}, not ${row?.own}`;
}
