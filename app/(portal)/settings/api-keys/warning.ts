import { NOTICE_DAYS, type NoticeDays } from "@/lib/kernel/key-terms";

const DAY = 24 * 3_600_000;

// Each stands until the next one.
const NEAREST_FIRST = NOTICE_DAYS.toReversed();

/** The nearest of the days before the end of a key that has begun, null while the end is far away or past. */
export function warningOf(expiresAt: Date, now: Date): NoticeDays | null {
  const left = expiresAt.getTime() - now.getTime();
  return left <= 0 ? null : (NEAREST_FIRST.find((days) => left <= days * DAY) ?? null);
}

/** Whole days to an instant, the begun one counted; 0 once it is past. */
export function daysTo(instant: Date, now: Date): number {
  return Math.max(0, Math.ceil((instant.getTime() - now.getTime()) / DAY));
}
