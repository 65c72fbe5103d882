import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/test/database";
import { checkDatabase } from "./database-checks";

describe("a database to serve on", () => {
  let urls: TestDatabase;
  beforeAll(async () => {
    urls = await createTestDatabase();
  });
  afterAll(() => urls.drop());

  /** The one line of a refusal, or null when the database may be served as this role. */
  async function refusal(url: string, settings: Record<string, string> = {}): Promise<string | null> {
    const target = new URL(url);
    for (const [name, value] of Object.entries(settings)) target.searchParams.set(name, value);
    const database = openDatabase(target.href, { max: 1, name: "test-checks" });
    try {
      await checkDatabase(database);
      return null;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await database.$client.end({ timeout: 1 });
    }
  }

  async function asSuperuser(statement: string): Promise<void> {
    const sql = postgres(urls.superuserUrl, { max: 1, onnotice: () => undefined });
    try {
      await sql.unsafe(statement);
    } finally {
      await sql.end();
    }
  }

  it("is served as the application's role and as the worker's", async () => {
    expect(await refusal(urls.appUrl)).toBeNull();
    expect(await refusal(urls.workerUrl)).toBeNull();
  });

  it("is not served as a superuser, or as the owner of its tables", async () => {
    expect(await refusal(urls.superuserUrl)).toMatch(
      /^The database of DATABASE_URL cannot be served: \w+ is a superuser\.$/,
    );
    expect(await refusal(urls.ownerUrl)).toMatch(/portal_owner owns the tables/);
  });

  it("is not served as a role that bypasses row-level security", async () => {
    await asSuperuser(
      "drop role if exists test_bypass; create role test_bypass login bypassrls password 'x'; grant portal_app to test_bypass",
    );
    const url = new URL(urls.appUrl);
    url.username = "test_bypass";
    url.password = "x";
    expect(await refusal(url.href)).toMatch(/test_bypass bypasses row-level security/);
    await asSuperuser("drop role test_bypass");
  });

  it("is not served where a commit may be lost: one line says why", async () => {
    expect(await refusal(urls.appUrl, { synchronous_commit: "off" })).toBe(
      "The database of DATABASE_URL cannot be served: synchronous_commit is off, it must be on.",
    );
    expect(await refusal(urls.appUrl, { synchronous_commit: "local" })).toMatch(/synchronous_commit is local/);
  });

  it("is not served before it stands at this version", async () => {
    await asSuperuser(
      "delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)",
    );
    await asSuperuser("delete from drizzle.applied_functions");
    expect(await refusal(urls.appUrl)).toMatch(
      /1 migrations are missing \(npm run migrate\); its functions are of another version \(npm run migrate\)\.$/,
    );
    await asSuperuser("drop schema drizzle cascade");
    expect(await refusal(urls.appUrl)).toMatch(/it is not migrated \(npm run migrate\)\.$/);
  });

  it("is not served when it does not answer", async () => {
    expect(await refusal("postgres://portal_app@127.0.0.1:1/portal")).toBe(
      "The database of DATABASE_URL cannot be reached (ECONNREFUSED).",
    );
    const url = new URL(urls.appUrl);
    url.pathname = "/nothing";
    expect(await refusal(url.href)).toMatch(/cannot be reached \(3D000\)/);
  });
});
