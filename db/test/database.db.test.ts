import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./database";

describe("a test database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("is migrated, and each role signs in as itself", async () => {
    const expected = {
      ownerUrl: "portal_owner",
      appUrl: "portal_app",
      workerUrl: "portal_worker",
      auditorUrl: "portal_auditor",
      superuserUrl: "postgres",
    };
    for (const [url, role] of Object.entries(expected)) {
      const sql = postgres(database[url as keyof typeof expected], { max: 1 });
      const [row] = await sql`select current_user as role, to_regclass('ledger_entries')::text as entries`;
      await sql.end();
      expect(row).toEqual({ role, entries: "ledger_entries" });
    }
  });

  it("is a file's own: another one does not see what is written here", async () => {
    const other = await createTestDatabase();
    const here = postgres(database.superuserUrl, { max: 1 });
    const there = postgres(other.superuserUrl, { max: 1 });
    await here`create table mine ()`;
    const [row] = await there`select to_regclass('mine') as mine`;
    await Promise.all([here.end(), there.end()]);
    await other.drop();
    expect(row).toEqual({ mine: null });
  });
});
