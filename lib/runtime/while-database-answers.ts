import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import { toDomainError } from "./database-errors";
import { probeDatabase, renewDatabases } from "./databases";

/** So long a request waits before anybody asks whether the database is there at all, and then between two such questions. */
const PATIENCE = 500;
/** So long the database may take to say that it is there. With the patience before it stays below the two seconds in which a client is told. */
const SILENCE = 1_200;
/** No request waits longer, whatever the database says. */
const DEADLINE = 15_000;

/**
 * Waits for some work of a request, but not for a database that has fallen silent (a machine that is gone, a network that drops packets):
 * no statement would ever end, since nothing says that its connection is dead. While the work takes long, the database is asked on a
 * connection of its own whether it is there; one that is merely slow is waited for.
 * @throws DomainError `runtime.database-unavailable`, and what the work throws; what became of the work is then unknown
 */
export async function whileDatabaseAnswers<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const started = performance.now();
  const silent = new Promise<never>((_, reject) => {
    const look = async () => {
      const isThere = (await databaseAnswers()) && performance.now() - started < DEADLINE;
      if (!isThere) reject(new DomainError("runtime.database-unavailable"));
      else if (timer) timer = setTimeout(look, PATIENCE);
    };
    timer = setTimeout(look, PATIENCE);
  });
  try {
    return await Promise.race([work, silent]);
  } finally {
    clearTimeout(timer);
    timer = undefined;
  }
}

let asking: Promise<boolean> | undefined;

function databaseAnswers(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    // One more turn of the event loop: when this process itself was held up, the answer may have arrived and not been read.
    timer = setTimeout(() => setImmediate(() => resolve("late")), SILENCE);
  });
  const answer = probeDatabase()
    .execute(sql`select 1`)
    .then(
      () => "there" as const,
      // Whatever the database refuses, it is there to refuse it.
      (error: unknown) => (toDomainError(error) instanceof DomainError ? ("away" as const) : ("there" as const)),
    );
  const said = await Promise.race([answer, late]);
  clearTimeout(timer);
  // What still waits on those connections would wait for ever; new ones find the database when it is back.
  if (said === "late") renewDatabases();
  return said === "there";
}
