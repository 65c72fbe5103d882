import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "./client";
import { people } from "./schema";
import { createTestDatabase, type TestDatabase } from "./test/database";

let database: TestDatabase;
let pool: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = openDatabase(database.appUrl, { max: 1, name: "test-prepared" });
});

afterAll(async () => {
  await pool.$client.end({ timeout: 1 });
  await database.drop();
});

it("a statement is prepared once for a connection, inside a transaction and outside", async () => {
  const read = (handle: Pick<Database, "select">) => handle.select().from(people).where(eq(people.phone, "+1"));
  for (let n = 0; n < 8; n++) {
    await read(pool);
    await pool.transaction((tx) => read(tx));
    await pool.execute(sql`select ${n}::int as n`);
  }
  const kept = (await pool.$client`
    select statement, (generic_plans + custom_plans)::int as runs from pg_prepared_statements
     where statement not like '%pg_prepared%' and (statement like '%people%' or statement like '%::int as n')`) as unknown as {
    statement: string;
    runs: number;
  }[];
  expect(kept.map(({ runs }) => runs).sort((a, b) => a - b)).toEqual([8, 16]);
});
