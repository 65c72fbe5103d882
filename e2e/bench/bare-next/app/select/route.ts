import { sql } from "drizzle-orm";
import { database } from "../../database";

/** One row by its primary key. */
export async function GET(request: Request): Promise<Response> {
  const id = Number(new URL(request.url).searchParams.get("id"));
  const [row] = await database().execute(sql`select value::text from bare.selected where id = ${id}::int`);
  return Response.json(row);
}
