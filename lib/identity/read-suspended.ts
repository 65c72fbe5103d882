import { sql } from "drizzle-orm";
import { appDatabase } from "@/lib/runtime";
import { hashSessionToken, isToken } from "./hashes";

/** A suspended distributor, and the reason that the issuer gave. */
export type Suspended = { readonly name: string; readonly reason: string | null };

/** The suspended distributor in which somebody has a session, by its token; null where that is not why it opens nothing. */
export async function readSuspended(token: string): Promise<Suspended | null> {
  if (!isToken(token)) return null;
  const rows = (await appDatabase().execute(
    sql`select name, reason from lookup_suspended(${hashSessionToken(token)})`,
  )) as unknown as Suspended[];
  return rows[0] ?? null;
}
