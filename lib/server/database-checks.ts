import { durabilityProblems, migrationProblems, roleProblems } from "@/db/checks";
import type { Database } from "@/db/client";
import { databaseError } from "@/lib/runtime";
import { StartupError } from "./startup-error.mjs";

/**
 * Refuses to serve on a database that could lose an acknowledged transfer, on one that is not at this version, and as a role that row-level
 * security does not bind.
 * @param setting where its address comes from
 * @throws StartupError one line that names everything that is wrong
 */
export async function checkDatabase(database: Database, setting = "DATABASE_URL"): Promise<void> {
  try {
    const found = [
      ...(await roleProblems(database)),
      ...(await durabilityProblems(database)),
      ...(await migrationProblems(database)).map((problem) => `${problem} (npm run migrate)`),
    ];
    if (found.length > 0) throw new StartupError(`The database of ${setting} cannot be served: ${found.join("; ")}.`);
  } catch (error) {
    const reason = databaseError(error);
    if (error instanceof StartupError || !reason) throw error;
    throw new StartupError(`The database of ${setting} cannot be reached (${reason.code}).`, { cause: error });
  }
}
