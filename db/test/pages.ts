import { sql } from "drizzle-orm";
import type postgres from "postgres";
import type { Database } from "@/db/client";

/** Pages of tables and indexes that were looked at so far. The difference of two is what was read between them, by anybody. */
export async function pagesSoFar(connection: Database, superuser: postgres.Sql): Promise<number> {
  // A connection tells what it has read only once a second, unless it is asked to.
  await connection.execute(sql`select pg_stat_force_next_flush()`);
  const [row] = await superuser`
    select sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read) as pages from pg_statio_user_tables`;
  return Number(row?.pages);
}
