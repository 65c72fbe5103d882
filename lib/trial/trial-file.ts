import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ROLES } from "@/lib/kernel/roles";

const person = z.object({
  name: z.string(),
  /** E.164. */
  phone: z.string(),
  roles: z.array(z.enum(ROLES)),
  /** Base32; SHA-1, 6 digits, 30 seconds. */
  totpSecret: z.string(),
});

/** `DATA_DIR/trial.json`: all that is needed to work with the trial data. Ids are as the API shows them. */
export const trialFile = z.object({
  issuer: z.object({
    id: z.string(),
    name: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    people: z.array(person),
  }),
  distributors: z.array(z.object({ id: z.string(), name: z.string(), apiKey: z.string(), people: z.array(person) })),
  customers: z.array(z.object({ phone: z.string(), name: z.string() })),
  merchants: z.array(z.object({ id: z.string(), shortCode: z.string(), name: z.string() })),
  /** The withdrawal requests that waited in the cash-out queue when the trial began. */
  cashouts: z.array(z.object({ operationID: z.string(), from: z.string(), amount: z.string() })),
  /** As the application's own role. */
  databaseUrl: z.string(),
  ownerDatabaseUrl: z.string(),
});

/** What stands in `trial.json`. */
export type Trial = z.output<typeof trialFile>;

/** A person of the trial and all that they need to sign in. */
export type TrialPerson = z.output<typeof person>;

/** Where it stands. */
export function trialFilePath(dataDir: string): string {
  return path.join(dataDir, "trial.json");
}

/**
 * Reads a trial file; null when there is none.
 * @throws when it is not one: it was changed by hand
 */
export function readTrialFile(file: string): Trial | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return trialFile.parse(JSON.parse(text));
}
