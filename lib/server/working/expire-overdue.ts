import { isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { expireOperations, expireThese, listOverdue } from "@/lib/operations";
import type { RunUnit } from "./deliver-events";

const BATCH = 100;

/**
 * Ends all of an issuer's operations whose time has run out. A batch that fails is repeated one by one, so that an operation that cannot be
 * ended holds up no other; it is tried again in the next round.
 * @returns how many expired, and one error for each that could not be ended
 */
export async function expireOverdue(
  unit: RunUnit,
  stop: AbortSignal,
): Promise<{ expired: number; errors: readonly unknown[] }> {
  const failed: Id<"operation">[] = [];
  const errors: unknown[] = [];
  let expired = 0;
  for (let more = true; more && !stop.aborted; ) {
    try {
      const ended = await unit((ctx) => expireOperations(ctx, BATCH, failed));
      expired += ended;
      more = ended === BATCH;
    } catch (error) {
      if (isAway(error)) throw error;
      const ids = await unit((ctx) => listOverdue(ctx, BATCH, failed));
      more = ids.length === BATCH;
      for (const id of ids) {
        if (stop.aborted) break;
        try {
          expired += await unit((ctx) => expireThese(ctx, [id]));
        } catch (cause) {
          if (isAway(cause)) throw cause;
          failed.push(id);
          errors.push(new Error(`operation ${id} could not be expired`, { cause }));
        }
      }
    }
  }
  return { expired, errors };
}

// Without a database every single one would fail, each after its wait.
function isAway(error: unknown): boolean {
  return isDomainError(error) && error.code === "runtime.database-unavailable";
}
