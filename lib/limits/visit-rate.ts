import { NIL, v5 } from "uuid";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { originOf } from "@/lib/kernel/origin";
import { countRequest } from "./request-rate";

/** Many customers of one mobile network share an address; a script asks thousands of times. */
export const VISITS_PER_MINUTE = 300;

/** Whose counters the public's are: those of no issuer. */
export const NOBODY = NIL as Id<"issuer">;

/**
 * Counts one look-up that anybody may make, by where it comes from (`originOf`), exact over all processes. An address is counted as if it were
 * a key of nobody's, under a digest that is pruned after minutes: not hidden, since whoever reads it can try all addresses. One that is not
 * known for certain is not limited, since it would be everybody's.
 * @throws DomainError `request.rate-limited` with `retryAfterSeconds`
 */
export async function countVisit(address: string | null): Promise<void> {
  const origin = originOf(address);
  if (origin === null) return;
  const { used, resetsAt } = await countRequest(NOBODY, v5(origin, NIL) as Id<"apiKey">, "count visits");
  if (used <= VISITS_PER_MINUTE) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((resetsAt.getTime() - Date.now()) / 1000));
  throw new DomainError("request.rate-limited", { details: { retryAfterSeconds } });
}
