import { listBatchesAtWork } from "@/lib/batches";
import { type DomainError, isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { carryOutBatch } from "@/lib/operations";
import type { RunUnit } from "./deliver-events";

/** What waits behind files (expiry, SMS) waits no longer than this, however long they are. */
const AT_A_STRETCH = 2_000;
/** Rows that are repeated one by one, where they could not end together. */
const ONE_BY_ONE = 250;

/**
 * Goes on with an issuer's files, one step of each in turn. A file that fails holds up no other and is tried again in the next round.
 * @returns how many steps were made, and one error for each file that failed
 */
export async function carryOutBatches(
  unit: RunUnit,
  stop: AbortSignal,
): Promise<{ steps: number; errors: readonly unknown[] }> {
  const until = performance.now() + AT_A_STRETCH;
  const errors: unknown[] = [];
  let steps = 0;
  let atWork = await unit((ctx) => listBatchesAtWork(ctx));
  while (atWork.length > 0 && !stop.aborted && performance.now() < until) {
    const busy: Id<"batch">[] = [];
    for (const id of atWork) {
      try {
        if (await step(unit, id)) {
          steps++;
          busy.push(id);
        }
      } catch (cause) {
        if (isAway(cause)) throw cause;
        errors.push(new Error(`batch ${id} could not be carried out`, { cause }));
      }
      if (stop.aborted) break;
    }
    atWork = busy;
  }
  return { steps, errors };
}

async function step(unit: RunUnit, id: Id<"batch">): Promise<boolean> {
  try {
    return await unit((ctx) => carryOutBatch(ctx, id));
  } catch (error) {
    // One of a set has ended it for all: they come one after the other.
    if (!isDomainError(error) || isAway(error) || isBusy(error)) throw error;
    for (let n = 0; n < ONE_BY_ONE; n++) if (!(await unit((ctx) => carryOutBatch(ctx, id, 1)))) break;
    return true;
  }
}

function isAway(error: unknown): error is DomainError {
  return isDomainError(error) && error.code === "runtime.database-unavailable";
}

function isBusy(error: DomainError): boolean {
  return error.code === "runtime.busy";
}
