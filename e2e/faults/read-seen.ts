import type postgres from "postgres";
import type { Seen } from "./deciding";

/** The oldest operations that wait, as their checkers see them, read past the wire; none while Postgres is away. */
export async function readWaiting(sql: postgres.Sql, most: number): Promise<Seen[]> {
  try {
    return await sql<Seen[]>`
      select 'op_' || id as id, revision, encode(digest, 'hex') as digest from operations
       where status = 'pending' and expires_at > now() order by id limit ${most}`;
  } catch {
    return [];
  }
}

/** One operation (`op_…`) as its checker sees it, read past the wire; null while Postgres is away. */
export async function readSeen(sql: postgres.Sql, id: string): Promise<Seen | null> {
  try {
    const [seen] = await sql<Seen[]>`
      select 'op_' || id as id, revision, encode(digest, 'hex') as digest from operations where id = ${id.slice(3)}`;
    return seen ?? null;
  } catch {
    return null;
  }
}
