import type { KeyRate } from "@/lib/api-keys";
import { type DomainError, isDomainError } from "@/lib/kernel/errors";

/** The length of a key's window, in seconds (lib/limits). */
const WINDOW = 60;

/**
 * `RateLimit-Policy` and `RateLimit` of draft-ietf-httpapi-ratelimit-headers-11: structured fields with one policy, named "key", of `q` requests in
 * `w` seconds; `r` are left of it, for `t` seconds. The same count over all processes.
 * @param limit requests a minute of the key
 * @param rate what the request counted as; null where it was refused before it was counted, or for the rate itself: then `refusal` says when to
 * come back, and `t` is the same as `Retry-After`
 */
export function rateHeaders(limit: number, rate: KeyRate | null, refusal?: unknown): Readonly<Record<string, string>> {
  const policy = { "ratelimit-policy": `"key";q=${limit};w=${WINDOW}` };
  if (rate) {
    // The window is the database's, whose clock may differ from this one.
    const seconds = Math.ceil((rate.resetsAt.getTime() - Date.now()) / 1000);
    const left = { r: Math.max(0, limit - rate.used), t: Math.min(WINDOW, Math.max(1, seconds)) };
    return { ...policy, ratelimit: `"key";r=${left.r};t=${left.t}` };
  }
  const wait = isRateRefusal(refusal) ? refusal.details?.retryAfterSeconds : undefined;
  return typeof wait === "number" ? { ...policy, ratelimit: `"key";r=0;t=${wait}` } : policy;
}

/** Whether a request was refused for its key's rate. */
export function isRateRefusal(error: unknown): error is DomainError {
  return isDomainError(error) && error.code === "api-keys.rate-limited";
}
