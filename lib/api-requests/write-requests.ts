import { sql } from "drizzle-orm";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import { groupBy } from "@/lib/kernel/groups";
import type { Id } from "@/lib/kernel/ids";
import { countersDatabase, run, systemCaller } from "@/lib/runtime";
import type { Row } from "./recorder";

/** A set that the database has not answered after so many ms is written again later. */
const DEADLINE = 10_000;

/** What became of a set of rows. `later`: the database did not answer, and nobody knows; what it did take it does not take twice. */
export type Written =
  | { readonly kind: "written"; readonly error?: undefined }
  | { readonly kind: "later" | "lost"; readonly error: unknown };

/**
 * Writes rows of the log, those of each issuer in a unit of work of their own. On the pool of the counters: such a commit need not be durable,
 * and units of work do not wait behind it.
 */
export async function writeRequests(rows: readonly Row[]): Promise<Written> {
  try {
    for (const [issuerId, of] of groupBy(rows, (row) => row.issuerId as Id<"issuer">)) await writeOf(issuerId, of);
    return { kind: "written" };
  } catch (error) {
    return { kind: isDomainError(error) && error.kind === "unavailable" ? "later" : "lost", error };
  }
}

// Waits for nobody's probe: a log that is slow must not have the connections of requests renewed.
async function writeOf(issuerId: Id<"issuer">, rows: readonly Row[]): Promise<void> {
  const text = JSON.stringify(rows.map(({ issuerId: _, ...row }) => row));
  const request = { requestId: "request-log", database: countersDatabase() };
  const written = run(systemCaller(issuerId, "request-log"), request, ({ tx, unitId }) =>
    tx.execute(sql`select api_requests_write(${issuerId}::uuid, ${unitId}::uuid, ${text}::jsonb)`),
  );
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError("runtime.database-unavailable")), DEADLINE);
    timer.unref();
  });
  await Promise.race([written, silent]).finally(() => clearTimeout(timer));
}
