import { SeedError, seedTrial } from "@/db/seed/seed-trial";
import { env, SettingsError } from "@/lib/config/env";

// `npm run seed:trial`, and each `npm start` of the embedded default: makes the trial data unless they are there, and ends.
try {
  const { trial, dataDir, databaseUrl, ownerDatabaseUrl } = env();
  if (!trial || !ownerDatabaseUrl) {
    throw new SettingsError("Trial data belongs to the embedded database only: unset DATABASE_URL.");
  }
  const outcome = await seedTrial({ dataDir, databaseUrl, ownerDatabaseUrl });
  process.stdout.write(outcome === "made" ? "The trial data are made.\n" : "The trial data are there already.\n");
} catch (error) {
  const known = error instanceof SettingsError || error instanceof SeedError;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
