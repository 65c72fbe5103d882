import { setTimeout as wait } from "node:timers/promises";

/**
 * Answers no sooner than `milliseconds` after the question. Known and unknown phones do the same work but for an audit row; the pause hides
 * that millisecond, and what the database has in its cache.
 */
export async function evenly<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work(), wait(milliseconds)]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}
