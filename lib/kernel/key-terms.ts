// Apart from the schemas of keys, so that a form which needs a number does not bring their parser to the browser.

const DAY = 24 * 3_600_000;

/** What a key may do, in the order in which screens show it. */
export const KEY_PERMISSIONS = ["read-balance", "read-transactions", "perform-operations"] as const;

/** What a key may do, as the contract names it: Read Balance, Read Transactions, Perform Operations. */
export type KeyPermission = (typeof KEY_PERMISSIONS)[number];

/** The tabs of the list. `pending`: what waits for a decision, then what its maker has yet to reveal. */
export const KEY_TABS = ["active", "pending", "ended"] as const;

/** A tab of the list. */
export type KeyTab = (typeof KEY_TABS)[number];

/** How long the secret before a rotation works on. */
export const OVERLAPS = ["now", "1h", "24h", "7d"] as const;

/** How long the secret before a rotation works on. */
export type Overlap = (typeof OVERLAPS)[number];

/** Days that a key lives from its approval, and requests a minute, unless something else is asked for. */
export const DEFAULT_DAYS = 365;
export const DEFAULT_RATE = 600;

/** The most that can be asked for: days, requests a minute, addresses and blocks. */
export const MOST_DAYS = 730;
export const MOST_REQUESTS = 6_000;
export const MOST_ADDRESSES = 100;

/** Days before its end at which a key's maker is told, and from the first of which on screens show that it ends (SQL: `notice_days`). */
export const NOTICE_DAYS = [30, 7, 1] as const;

/** One of the days at which a key's maker is told. */
export type NoticeDays = (typeof NOTICE_DAYS)[number];

/** An instant so many days later. */
export function inDays(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY);
}
