import { migrateDatabase } from "@/db/migrate";
import { readOwnerUrl, SettingsError } from "@/lib/config/env";

// `npm run migrate`: brings the database of OWNER_DATABASE_URL to this version, and ends.
try {
  await migrateDatabase(readOwnerUrl());
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
