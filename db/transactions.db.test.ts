import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase, type Tx } from "./client";
import { Closing } from "./closing";
import { createTestDatabase, type TestDatabase } from "./test/database";

let database: TestDatabase;
let pool: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  // As the owner, for a table of its own; one connection: whatever a transaction leaves behind meets the next one.
  pool = openDatabase(database.ownerUrl, { max: 1, name: "test-transactions" });
  await pool.execute(sql`create table test_rows (n int primary key)`);
});

afterAll(async () => {
  await pool.$client.end({ timeout: 1 });
  await database.drop();
});

const FIRST = "set local app.unit = 'mine'; select current_setting('app.unit') as unit, pg_backend_pid() as pid";

const insert = (tx: Tx, n: number) => tx.execute(sql`insert into test_rows values (${n}::int)`);
const rows = async () => (await pool.execute(sql`select n from test_rows order by n`)).map(({ n }) => n);

/** Ends with a last insert for each number, COMMIT behind them. */
const closing = (...numbers: number[]) =>
  pool.begin(FIRST, async (tx) => new Closing(Promise.all(numbers.map((n) => insert(tx, n))).then(() => "done")));

beforeEach(async () => {
  await pool.execute(sql`delete from test_rows`);
  // From here on the connection knows the statement, so that COMMIT is sent behind it.
  await closing(-1);
  await pool.execute(sql`delete from test_rows`);
});

describe("a transaction", () => {
  it("answers what its first statements said, which hold for it alone", async () => {
    const answers = await pool.begin(FIRST, async (_, said) => said);
    expect(answers.at(-1)?.[0]).toMatchObject({ unit: "mine" });
    expect(await pool.execute(sql`select current_setting('app.unit', true) as unit`)).toEqual([{ unit: "" }]);
  });

  it("whose first statements the server refuses has not begun, and leaves a connection that answers", async () => {
    for (let n = 0; n < 3; n++) {
      await expect(pool.begin("select no_such_column", async () => "begun")).rejects.toMatchObject({ code: "42703" });
      expect(await pool.begin(FIRST, async (tx) => (await insert(tx, n)) && "begun")).toBe("begun");
    }
    expect(await rows()).toEqual([0, 1, 2]);
  });

  it("whose COMMIT is sent behind its last statements is done when it answers", async () => {
    for (let n = 0; n < 20; n++) expect(await closing(2 * n, 2 * n + 1)).toBe("done");
    expect(await rows()).toHaveLength(40);
  });

  it("fails with what a last statement failed with, and nothing of it is done", async () => {
    for (let n = 0; n < 5; n++) {
      const failed = await closing(1, 2, 2, 3).catch((error) => error);
      expect(failed.cause).toMatchObject({ code: "23505" });
      expect(await rows()).toEqual([]);
    }
    expect(await closing(1)).toBe("done");
  });

  it("is over once its COMMIT is on its way: its handle sends nothing any more", async () => {
    const kept: Tx[] = [];
    await pool.begin(FIRST, async (tx) => {
      kept.push(tx);
      return new Closing(insert(tx, 1));
    });
    for (const tx of kept) await expect(insert(tx, 2)).rejects.toThrow();
    expect(await rows()).toEqual([1]);
  });

  it("waits for its last statements where the connection does not know one of them yet", async () => {
    const failing = pool.begin(FIRST, async (tx) => {
      await insert(tx, 1);
      return new Closing(Promise.resolve(tx.execute(sql`insert into test_rows values (${1}::int + 0)`)));
    });
    await expect(failing).rejects.toMatchObject({ cause: { code: "23505" } });
    expect(await rows()).toEqual([]);
  });
});
