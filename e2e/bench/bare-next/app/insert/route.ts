import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { database } from "../../database";

/** One row into a table with a primary key and one more index. */
export async function POST(request: Request): Promise<Response> {
  const { phone, amount } = (await request.json()) as { phone: string; amount: number };
  const id = randomUUID();
  await database().execute(
    sql`insert into bare.inserted (id, phone, amount) values (${id}::uuid, ${phone}, ${amount}::bigint)`,
  );
  return Response.json({ id });
}
