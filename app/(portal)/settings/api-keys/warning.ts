const DAY = 24 * 3_600_000;

/** Days before the end of a key at which people are told; each stands until the next one. */
const WARNINGS = [1, 7, 30] as const;

/** How near the end of a key is: within 30, 7 or 1 day. */
export type Warning = (typeof WARNINGS)[number];

/** The nearest warning that holds, null while the end is far away or past. */
export function warningOf(expiresAt: Date, now: Date): Warning | null {
  const left = expiresAt.getTime() - now.getTime();
  return left <= 0 ? null : (WARNINGS.find((days) => left <= days * DAY) ?? null);
}

/** Whole days to an instant, the begun one counted; 0 once it is past. */
export function daysTo(instant: Date, now: Date): number {
  return Math.max(0, Math.ceil((instant.getTime() - now.getTime()) / DAY));
}
