import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { openDatabase } from "@/db/client";
import { createTestDatabase, type TestDatabase } from "@/db/test/database";
import { giveTestSettings } from "@/db/test/sign-in";
import { closeDatabases } from "@/lib/runtime";
import type { Trial } from "@/lib/trial";
import type { TrialPlace } from "./seed-trial";

/** A fresh database and a data folder of its own, for a test to seed. */
export type TrialHome = {
  readonly database: TestDatabase;
  readonly place: TrialPlace;
  /** Where trial.json stands, once it is made. */
  readonly file: string;
  readonly superuser: postgres.Sql;
  read(): Trial;
  /** How many rows each table has, and what the file says: all that a further run could change. */
  everything(): Promise<{ counts: Record<string, number>; file: string | null }>;
  close(): Promise<void>;
};

/** Makes one. `settle`: the application's settings and pool point at it, as in a process that serves it. */
export async function createTrialHome(settle: boolean): Promise<TrialHome> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), "portal-seed-"));
  const file = path.join(dataDir, "trial.json");
  const superuser = postgres(database.superuserUrl, { max: 2, onnotice: () => undefined });
  if (settle) {
    giveTestSettings(database.appUrl);
    const app = openDatabase(database.appUrl, { max: 4, name: "test-app" });
    Object.assign(globalThis, { [Symbol.for("distributor-portal.databases")]: { app, counters: app } });
  }
  return {
    database,
    place: { dataDir, databaseUrl: database.appUrl, ownerDatabaseUrl: database.ownerUrl },
    file,
    superuser,
    read: () => JSON.parse(readFileSync(file, "utf8")) as Trial,
    async everything() {
      const tables = await superuser`
        select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
      const counts: Record<string, number> = {};
      for (const { name } of tables) {
        const [row] = await superuser`select count(*)::int as n from ${superuser(name)}`;
        counts[name] = row?.n;
      }
      return { counts, file: existsSync(file) ? readFileSync(file, "utf8") : null };
    },
    async close() {
      rmSync(dataDir, { recursive: true, force: true });
      if (settle) await closeDatabases(1);
      await superuser.end();
      await database.drop();
    },
  };
}
