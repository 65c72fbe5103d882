import { rmSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import { issuers } from "@/db/schema";
import { type Id, newId, readId } from "@/lib/kernel/ids";
import { run, systemCaller } from "@/lib/runtime";
import { readTrialFile, type Trial, trialFilePath } from "@/lib/trial";
import { createTrial } from "./create-trial";
import { keepFile, moveFile } from "./keep-file";

// Any number that nothing else in this database locks.
const SEED_LOCK = 7_305_310_102;

/** Where the trial lives: its folder, and its database as the application's role and as the owner. */
export type TrialPlace = {
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly ownerDatabaseUrl: string;
};

/** The trial data cannot be made here; the message says what to do, in one line. */
export class SeedError extends Error {
  override readonly name = "SeedError";
}

/**
 * Makes the trial data and `trial.json`, once; a later run finds both and only brings the database's addresses in the file up to date. The
 * data come in one unit of work, and the file is on the disk before that commits: its secrets (API keys) exist nowhere else. A run that was
 * killed between the two is completed by the next one, and half a trial never stays.
 * @returns whether this run made it
 * @throws SeedError when the database holds data that no trial.json tells of
 */
export async function seedTrial(place: TrialPlace): Promise<"made" | "kept"> {
  // One connection: it holds the lock that keeps a second run out.
  const database = openDatabase(place.ownerDatabaseUrl, { max: 1, name: "portal-seed" });
  try {
    await database.execute(sql`select pg_advisory_lock(${SEED_LOCK})`);
    const file = trialFilePath(place.dataDir);
    const unfinished = `${file}.unfinished`;
    const kept = await findTrial(database, [file, unfinished]);
    if (kept) refresh(file, kept, place);
    else await make(database, file, unfinished, place);
    rmSync(unfinished, { force: true });
    return kept ? "kept" : "made";
  } finally {
    await database.$client.end({ timeout: 5 });
  }
}

/** The trial of the first file whose issuer is in the database. */
async function findTrial(database: Database, files: readonly string[]): Promise<Trial | null> {
  for (const file of files) {
    const trial = read(file);
    const issuerId = trial && readId("issuer", trial.issuer.id);
    if (issuerId && (await issuerExists(database, issuerId))) return trial;
  }
  return null;
}

function read(file: string): Trial | null {
  try {
    return readTrialFile(file);
  } catch (cause) {
    throw new SeedError(`${file} is not what the seed wrote. Restore it, or delete the data folder to begin anew.`, {
      cause,
    });
  }
}

function issuerExists(database: Database, issuerId: Id<"issuer">): Promise<boolean> {
  return run(systemCaller(issuerId, "seed"), { requestId: "seed", database }, async ({ tx }) => {
    const rows = await tx.select({ id: issuers.id }).from(issuers).where(eq(issuers.id, issuerId));
    return rows.length > 0;
  });
}

async function make(database: Database, file: string, unfinished: string, place: TrialPlace): Promise<void> {
  // The owner sees no tenant's rows outside a unit, but it may look through the auditors' views.
  const [row] = (await database.execute(sql`select exists (select from inspect.accounts) as used`)) as unknown as {
    used: boolean;
  }[];
  if (row?.used) {
    throw new SeedError(
      `The database holds data, but ${file}, which alone knows its keys, is gone. Restore it, or delete the data folder to begin anew.`,
    );
  }
  await run(systemCaller(newId("issuer"), "seed"), { requestId: "seed", database }, async (ctx) => {
    const data = await createTrial(ctx);
    keepFile(unfinished, { ...data, ...addresses(place) } satisfies Trial);
  });
  moveFile(unfinished, file);
}

function refresh(file: string, trial: Trial, place: TrialPlace): void {
  const current: Trial = { ...trial, ...addresses(place) };
  const written = readTrialFile(file);
  if (JSON.stringify(written) !== JSON.stringify(current)) keepFile(file, current);
}

function addresses({ databaseUrl, ownerDatabaseUrl }: TrialPlace) {
  return { databaseUrl, ownerDatabaseUrl };
}
