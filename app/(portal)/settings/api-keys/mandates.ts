import type { AskedMandate, KeyView } from "@/lib/api-keys";
import { type MandatePart, type TermedMandate, withParts } from "@/lib/kernel/mandates";

const DAY = 24 * 3_600_000;

/** An instant so many days later. */
export function inDays(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY);
}

/** What a key may do and until when, of all that is known of it; `end` is for one that has none yet, as it waits for its approval. */
export function mandateOf(
  key: Omit<TermedMandate, "expiresAt"> & Pick<KeyView, "expiresAt">,
  end: Date,
): TermedMandate {
  return {
    permissions: key.permissions,
    maxAmountMinor: key.maxAmountMinor,
    maxDailyMinor: key.maxDailyMinor,
    allowedAddresses: key.allowedAddresses,
    requestsPerMinute: key.requestsPerMinute,
    expiresAt: key.expiresAt ?? end,
  };
}

/** A mandate with some parts of another one, as verbs are asked for it; `days` to its end, where that is one of the parts. */
export function askedOf(
  before: TermedMandate,
  after: TermedMandate,
  parts: readonly MandatePart[],
  days: number | null,
): AskedMandate {
  const { expiresAt: _, ...mandate } = withParts(before, after, parts);
  return { ...mandate, expiresInDays: parts.includes("expiresAt") ? days : null };
}
