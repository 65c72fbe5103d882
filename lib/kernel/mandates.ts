import { isInside, readBlock } from "./address-blocks";
import type { KeyPermission } from "./key-terms";

/** What a key may do, and until when. Limits in minor units, null for none; no addresses means any address. */
export type TermedMandate = {
  readonly permissions: readonly KeyPermission[];
  readonly maxAmountMinor: bigint | null;
  readonly maxDailyMinor: bigint | null;
  readonly allowedAddresses: readonly string[];
  readonly requestsPerMinute: number;
  readonly expiresAt: Date;
};

/** A part of what a key may do that can be changed by itself. */
export type MandatePart = keyof TermedMandate;

/** How a part changes. `wider` also where it is both, as one list of addresses for another: somebody else must agree to it. */
type Change = "same" | "narrower" | "wider";

const COMPARED: { readonly [P in MandatePart]: (before: TermedMandate[P], after: TermedMandate[P]) => Change } = {
  permissions: (before, after) => compareSets(isEachIn(before, after), isEachIn(after, before)),
  maxAmountMinor: compareLimits,
  maxDailyMinor: compareLimits,
  allowedAddresses: (before, after) => compareSets(isCovered(before, after), isCovered(after, before)),
  requestsPerMinute: (before, after) => compareNumbers(before, after),
  expiresAt: (before, after) => compareNumbers(before.getTime(), after.getTime()),
};

/**
 * Which parts of a mandate a change makes wider, and which only narrower: what a form says before it is sent, where the database decides (db/functions/069_api_keys.sql).
 * What is wider is never missed: a block counts as covered by one other block alone, never by several together.
 */
export function compareMandates(
  before: TermedMandate,
  after: TermedMandate,
): { readonly wider: readonly MandatePart[]; readonly narrower: readonly MandatePart[] } {
  const parts = Object.keys(COMPARED) as MandatePart[];
  const changed = (change: Change) => parts.filter((part) => comparePart(part, before, after) === change);
  return { wider: changed("wider"), narrower: changed("narrower") };
}

/** The mandate with some parts of another one. */
export function withParts(mandate: TermedMandate, other: TermedMandate, parts: readonly MandatePart[]): TermedMandate {
  return { ...mandate, ...Object.fromEntries(parts.map((part) => [part, other[part]])) };
}

function comparePart<P extends MandatePart>(part: P, before: TermedMandate, after: TermedMandate): Change {
  return COMPARED[part](before[part], after[part]);
}

function compareSets(isKept: boolean, isWithin: boolean): Change {
  if (!isWithin) return "wider";
  return isKept ? "same" : "narrower";
}

function isEachIn(some: readonly string[], others: readonly string[]): boolean {
  return some.every((one) => others.includes(one));
}

function compareLimits(before: bigint | null, after: bigint | null): Change {
  if (before === after) return "same";
  return after === null || (before !== null && after > before) ? "wider" : "narrower";
}

function compareNumbers(before: number, after: number): Change {
  if (before === after) return "same";
  return after > before ? "wider" : "narrower";
}

/** Whether every address of some entries is one of others. A malformed entry allows nobody, so all lists cover it. */
function isCovered(some: readonly string[], others: readonly string[]): boolean {
  if (others.length === 0) return true;
  if (some.length === 0) return false;
  const outer = others.map(readBlock);
  return some.map(readBlock).every((one) => one === null || outer.some((other) => other && isInside(one, other)));
}
