import { sql } from "drizzle-orm";
import { bigint, check, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { id, instant, issuerId, minor, unitId } from "../columns";

/** What a subject (`key:<id>`) has used of a daily limit, by the distributor's local day. Written by limits_*.sql alone. */
export const limitCounters = pgTable(
  "limit_counters",
  {
    issuerId: issuerId(),
    subject: text().notNull(),
    localDay: text().notNull(),
    distributorId: id("distributor"),
    usedMinor: minor().notNull(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.subject, t.localDay] }),
    check("limit_counters_used", sql`used_minor >= 0`),
  ],
);

/** Requests of a key in one minute. Losing it in a crash costs nothing, so it is not logged to disk. */
export const rateCounters = pgTable(
  "rate_counters",
  {
    issuerId: issuerId(),
    subject: text().notNull(),
    windowStart: instant().notNull(),
    used: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.subject, t.windowStart] })],
);
