import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { testUrls } from "./cluster";

export interface TestDatabase {
  /** portal_owner: migrates, owns the tables. */
  ownerUrl: string;
  /** portal_app: what the application signs in as. */
  appUrl: string;
  workerUrl: string;
  auditorUrl: string;
  superuserUrl: string;
  drop(): Promise<void>;
}

/**
 * A fresh, migrated database for one test file, cloned from the run's template. Drop it when done; what a killed run
 * leaves behind is dropped by the next one.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const superuserUrl = inject("superuserUrl");
  const name = `test_${process.pid}_${randomUUID().slice(0, 8)}`;
  await administer(
    superuserUrl,
    (sql) => sql`create database ${sql(name)} template ${sql(inject("template"))} owner portal_owner`,
  );
  return {
    ...testUrls(superuserUrl, name),
    drop: () => administer(superuserUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

async function administer(superuserUrl: string, use: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await use(sql);
  } finally {
    await sql.end();
  }
}
