import { DomainError, isDomainError } from "@/lib/kernel/errors";

type DatabaseError = { readonly code: string; readonly constraint: string | undefined };

/** SQLSTATE (or the driver's own code) and constraint of a database error; Drizzle keeps them on `cause`. Null for anything else. */
export function databaseError(error: unknown): DatabaseError | null {
  for (let e = error, depth = 0; e instanceof Object && depth < 5; e = (e as { cause?: unknown }).cause, depth++) {
    const { code, constraint_name: constraint } = e as { code?: unknown; constraint_name?: string };
    if (typeof code === "string" && !isDomainError(e)) return { code, constraint };
  }
  return null;
}

/** Whether the error is a unique violation of this constraint or unique index. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  const found = databaseError(error);
  return found?.code === "23505" && found.constraint === constraint;
}

/** Serialisation failure or deadlock: the whole unit was rolled back and may be repeated. */
export function mayRetry(error: unknown): boolean {
  const code = databaseError(error)?.code;
  return code === "40001" || code === "40P01";
}

/** Whether the server itself has refused a statement, the commit included: then nothing of the transaction has happened. */
export function isRefused(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Object && depth < 5; e = (e as { cause?: unknown }).cause, depth++) {
    if ((e as { severity?: unknown }).severity === "ERROR") return true;
  }
  return false;
}

const LOST = new Set(["CONNECTION_CLOSED", "ECONNRESET", "EPIPE", "57P01", "57P02"]);

/**
 * The connection was lost, not the database: the next one may do. The driver (postgres 3.4.9) also answers the first statement on a renewed
 * connection with the last words of the one that was lost.
 */
export function isConnectionLost(error: unknown): boolean {
  return LOST.has(databaseError(error)?.code ?? "");
}

const AWAY = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "53100",
  "25P03",
  // The driver takes a message that no server sends unasked for the start of a copy; the connection is of no use any more.
  "COPY_IN_PROGRESS",
  "PU001",
]);
const BUSY = new Set(["55P03", "57014", "40001", "40P01"]);

/**
 * What a failed unit of work says to its caller: a refusal stays itself; a database that is away, or took too long, becomes a 503 with a
 * code; anything else is a bug and stays what it is.
 */
export function toDomainError(error: unknown): unknown {
  if (isDomainError(error)) return error;
  const found = databaseError(error);
  if (!found) return error;
  if (AWAY.has(found.code) || found.code.startsWith("08"))
    return new DomainError("runtime.database-unavailable", { cause: error });
  if (BUSY.has(found.code)) return new DomainError("runtime.busy", { cause: error });
  return error;
}
