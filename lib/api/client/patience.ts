import { ApiRefusal } from "./refusal";

/** How a call is repeated; times in milliseconds. */
export type Patience = {
  /** Tries of one call, the first included. */
  readonly tries: number;
  /** What one try may take. */
  readonly timeout: number;
  /** A wait that is told to be longer than this is not waited for. */
  readonly longestWait: number;
};

/** Some twenty seconds in all, unless the API says that a rate ends later. */
export const PATIENCE: Patience = { tries: 5, timeout: 20_000, longestWait: 60_000 };

const FIRST_STEP = 250;
const LONGEST_STEP = 8_000;

/** What may be there a moment later. Each request with a body carries an idempotency key, so none of it is done twice. */
const PASSING = new Set([429, 500, 502, 503, 504]);

/**
 * How long to wait before the next try; null when there is none: what was refused is refused again, the tries are used up, or the wait that is
 * told is too long. At least what `Retry-After` says, and a random part on top, so that clients who were turned away together do not come back together.
 * @param tried how many tries there were
 * @param error what the last one ended with; anything but a refusal is a connection that was lost
 * @param random from 0 to less than 1
 */
export function waitBefore(tried: number, error: unknown, patience: Patience, random: number): number | null {
  if (tried >= patience.tries) return null;
  const step = random * Math.min(LONGEST_STEP, FIRST_STEP * 2 ** tried);
  if (!(error instanceof ApiRefusal)) return step;
  if (!PASSING.has(error.status) && error.code !== "idempotency.in-progress") return null;
  const told = (error.retryAfter ?? 0) * 1000;
  return told > patience.longestWait ? null : told + step;
}
