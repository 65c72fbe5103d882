import type { Answers } from "@/db/beginning";
import type { Database, Tx } from "@/db/client";
import type { Closing } from "@/db/closing";
import { DomainError } from "@/lib/kernel/errors";
import { isConnectionLost, isRefused, mayRetry, toDomainError } from "./database-errors";

const ATTEMPTS = 3;

/**
 * Does some work in a transaction, again from its beginning on a serialisation failure or deadlock, three times at most.
 * @param first the statements that go out with BEGIN, anew for each attempt; the work gets their answers
 * @param work its value, or its last statements under way: then COMMIT is sent behind them
 * @throws DomainError `runtime.database-unavailable` (the outcome of the commit is then unknown), `runtime.busy`, and what the work throws
 */
export async function inTransaction<T>(
  database: Database,
  first: () => string,
  work: (tx: Tx, answers: Answers) => Promise<T | Closing<T>>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let begun = false;
    let isWorkDone = false;
    try {
      return await database.begin(first(), async (tx, answers) => {
        begun = true;
        const value = await work(tx, answers);
        isWorkDone = true;
        return value;
      });
    } catch (error) {
      // A connection that was lost before the unit began has done nothing, and the pool has another.
      const again = mayRetry(error) || (!begun && isConnectionLost(error));
      if (attempt === ATTEMPTS || !again) throw isWorkDone && !isRefused(error) ? unknown(error) : toDomainError(error);
      await jitter(attempt);
    }
  }
}

// Whatever else a commit fails with than the server's refusal: it may have happened, so nobody may take it for something that can be done
// over again.
function unknown(cause: unknown): DomainError {
  return new DomainError("runtime.database-unavailable", { cause });
}

function jitter(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, attempt * 10 + Math.random() * 40));
}
