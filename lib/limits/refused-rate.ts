import { NIL, v5 } from "uuid";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { originOf } from "@/lib/kernel/origin";
import { countRequest, type RateUse } from "./request-rate";
import { NOBODY } from "./visit-rate";

/** So often somebody may come to the API's door in a minute without being let in. */
export const REFUSALS_PER_MINUTE = 60;

/** Nobody is told later than after two seconds that a database is silent. */
const PATIENCE = 1_800;
const MINUTE = 60_000;
/** More origins than this are forgotten together; what is kept only spares their counter. */
const REMEMBERED = 10_000;

/** Origins that are known to be over, and until when (ms): who comes again and again costs no statement. */
const over = new Map<string, number>();

/**
 * Counts one refusal at the API's door by where it comes from (`originOf`), exact over all processes: a key that is none, or that may not be
 * used from there. Only refusals are counted and only they are limited: a good key passes from the same address. An address that is not
 * known for certain is not limited, since it would be everybody's.
 * @throws DomainError `request.rate-limited` with `retryAfterSeconds`; nothing else, not even when the counter cannot be reached
 */
export async function countRefusal(address: string | null): Promise<void> {
  const origin = originOf(address);
  if (origin === null) return;
  const until = over.get(origin);
  if (until !== undefined && Date.now() < until) throw limited(until);
  over.delete(origin);
  const use = await count(origin);
  if (!use || use.used <= REFUSALS_PER_MINUTE) return;
  // The database's clock and this one may differ.
  const ends = Math.min(use.resetsAt.getTime(), Date.now() + MINUTE);
  if (over.size >= REMEMBERED) over.clear();
  over.set(origin, ends);
  throw limited(ends);
}

/** Null where the database cannot be reached, or is silent: a mistyped key is refused all the same. */
async function count(origin: string): Promise<RateUse | null> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE);
  });
  // Under a name of its own: refusals here and look-ups of the public do not use each other up.
  const counted = countRequest(NOBODY, v5(`refused ${origin}`, NIL) as Id<"apiKey">, "count refusals").catch(
    () => null,
  );
  const use = await Promise.race([counted, silent]);
  clearTimeout(timer);
  return use;
}

function limited(until: number): DomainError {
  const retryAfterSeconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
  return new DomainError("request.rate-limited", { details: { retryAfterSeconds } });
}
