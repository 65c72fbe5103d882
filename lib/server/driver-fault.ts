import { logger } from "@/lib/http/logger";
import { renewDatabases } from "@/lib/runtime";

const DRIVER = /node_modules[\\/]postgres[\\/](?:src|cjs)[\\/]/;

/**
 * Whether an error was thrown by the database driver's own code, at the top of its stack, and not by ours through it: a TypeError, or the last
 * words of a server on a connection for which the driver had nobody to tell them to.
 */
export function isDriverFault(error: unknown): boolean {
  if (!(error instanceof TypeError) && !isLastWords(error)) return false;
  const [top = ""] = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line) && !line.includes("node:"));
  return DRIVER.test(top);
}

const ENDS: ReadonlySet<unknown> = new Set(["CONNECTION_CLOSED", "CONNECTION_DESTROYED", "ECONNRESET", "EPIPE"]);

/** A connection's own end, of which nobody waited to hear: there is nothing left of it to renew. */
export function isConnectionEnd(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return error instanceof Error && ENDS.has(code);
}

function isLastWords(error: unknown): error is Error {
  const { severity } = (error ?? {}) as { severity?: unknown };
  return error instanceof Error && error.name === "PostgresError" && (severity === "FATAL" || severity === "PANIC");
}

/**
 * The driver (postgres 3.4.9) can throw out of a socket's event when the database server dies or gives up a connection (a TypeError of its own,
 * or what the server said last), where nobody can catch it. That alone must not end the process, nor leave it waiting on a connection that will never answer. Anything else that nobody caught is a bug
 * whose state nobody knows: it is logged and the process ends. A promise that failed and that nobody waited for (a page left while it was
 * rendered) leaves nothing half done, and is logged.
 */
export function surviveDriverFaults(): void {
  process.on("uncaughtException", (error) => {
    if (isConnectionEnd(error)) return logger().warn({ err: error }, "a database connection has ended");
    if (renewAfter(error)) return;
    logger().fatal({ err: error }, "uncaught error");
    process.exit(1);
  });
  process.on("unhandledRejection", (error) => {
    if (!renewAfter(error)) logger().error({ err: error }, "unhandled rejection");
  });
}

function renewAfter(error: unknown): boolean {
  if (!isDriverFault(error)) return false;
  logger().error({ err: error }, "the database driver failed; its connections are renewed");
  renewDatabases();
  return true;
}
