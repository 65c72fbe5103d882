import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { FEATURES } from "../../lib/kernel/features";
import { ROLES } from "../../lib/kernel/roles";
import {
  bytes,
  createdAt,
  id,
  instant,
  issuerId,
  minor,
  nameKey,
  optionalId,
  organisationId,
  unitId,
} from "../columns";

/** E-money issuers: the tenant root. An issuer's own id is its `issuer_id`. */
export const issuers = pgTable(
  "issuers",
  {
    id: id("issuer").primaryKey(),
    name: text().notNull(),
    currency: text().notNull(),
    timeZone: text().notNull(),
    /** Where money enters and leaves; the only account that may be negative. */
    settlementAccountId: id("account"),
    /** After how many minutes a request of its own that waits is told to all its checkers and admins. */
    escalateAfterMinutes: integer().notNull().default(240),
    createdAt: createdAt(),
  },
  () => [check("issuers_escalation", sql`escalate_after_minutes BETWEEN 15 AND 10080`)],
);

/** Distributors: who turns cash into wallet balance and back, with a float of their own. */
export const distributors = pgTable(
  "distributors",
  {
    issuerId: issuerId(),
    id: id("distributor"),
    name: text().notNull(),
    nameKey: nameKey(),
    shortCode: text().notNull(),
    currency: text().notNull(),
    timeZone: text().notNull(),
    status: text({ enum: ["active", "suspended"] })
      .notNull()
      .default("active"),
    suspendedReason: text(),
    suspendedAt: instant(),
    floatAccountId: id("account"),
    /** What the issuer has switched off. */
    featuresOff: text({ enum: FEATURES }).array().notNull().default(sql`'{}'`),
    /** The most that one operation, a local day, and an ISO week of these, may move; null for no limit. */
    maxAmountMinor: minor(),
    maxDailyMinor: minor(),
    maxWeeklyMinor: minor(),
    /** The float at which it is shown as low; null where nobody set one. */
    lowFloatMinor: minor(),
    /** After how many minutes a request that waits is told to all its checkers and admins. */
    escalateAfterMinutes: integer().notNull().default(240),
    /** Since when none of its API keys works, who stopped them, and why; null while they work. */
    keysStoppedAt: instant(),
    keysStoppedBy: optionalId("person"),
    keysStoppedReason: text(),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("distributors_short_code").on(t.issuerId, t.shortCode),
    index("distributors_by_name").on(t.issuerId, t.nameKey, t.id),
    index("distributors_by_status").on(t.issuerId, t.status, t.nameKey, t.id),
    index("distributors_by_status_and_code").on(t.issuerId, t.status, t.shortCode, t.id),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
    check(
      "distributors_limits",
      sql`max_amount_minor > 0 AND max_daily_minor > 0 AND max_weekly_minor > 0 AND low_float_minor >= 0`,
    ),
    check("distributors_escalation", sql`escalate_after_minutes BETWEEN 15 AND 10080`),
  ],
);

/** Accounts that a distributor keeps beside its float. Written by float_accounts_apply alone (db/functions/073_float_accounts.sql); none is ever closed. */
export const floatAccounts = pgTable(
  "float_accounts",
  {
    issuerId: issuerId(),
    distributorId: id("distributor"),
    accountId: id("account"),
    name: text().notNull(),
    nameKey: nameKey(),
    /** The approved request that it comes from. */
    operationId: id("operation"),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.accountId] }),
    unique("float_accounts_name").on(t.issuerId, t.distributorId, t.nameKey),
    foreignKey({ columns: [t.issuerId, t.distributorId], foreignColumns: [distributors.issuerId, distributors.id] }),
  ],
);

/** Merchants: recipients addressed by short code. */
export const merchants = pgTable(
  "merchants",
  {
    issuerId: issuerId(),
    id: id("merchant"),
    name: text().notNull(),
    nameKey: nameKey(),
    shortCode: text().notNull(),
    status: text({ enum: ["active", "suspended"] })
      .notNull()
      .default("active"),
    suspendedReason: text(),
    suspendedAt: instant(),
    /** The mobile phone of whoever runs it. */
    adminPhone: text(),
    accountId: id("account"),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("merchants_short_code").on(t.issuerId, t.shortCode),
    index("merchants_by_name").on(t.issuerId, t.nameKey, t.id),
    index("merchants_by_status").on(t.issuerId, t.status, t.nameKey, t.id),
    index("merchants_by_status_and_code").on(t.issuerId, t.status, t.shortCode, t.id),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
  ],
);

/** Which person works for which organisation (a distributor, or the issuer itself), and in which roles. */
export const memberships = pgTable(
  "memberships",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    personId: id("person"),
    organisationKind: text({ enum: ["issuer", "distributor"] }).notNull(),
    roles: text({ enum: ROLES }).array().notNull(),
    /** Invited until their first session; removed people stay in the row, so that what they did keeps its name. */
    status: text({ enum: ["invited", "active", "suspended", "removed"] })
      .notNull()
      .default("active"),
    suspendedReason: text(),
    suspendedAt: instant(),
    invitedBy: optionalId("person"),
    invitedUntil: instant(),
    /** What whoever invited them wrote: their name here until they join, whatever they are called elsewhere. */
    invitedName: text(),
    /** SHA-256 of the token in the invitation's link. */
    invitationHash: bytes(),
    joinedAt: instant(),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.organisationId, t.personId] }),
    index("memberships_person").on(t.personId),
    uniqueIndex("memberships_invitation").on(t.invitationHash).where(sql`invitation_hash IS NOT NULL`),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
    check("memberships_invited", sql`status <> 'invited' OR invited_until IS NOT NULL`),
  ],
);
