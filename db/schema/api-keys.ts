import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, issuerId, minor, optionalId, unitId } from "../columns";
import { distributors } from "./organisations";

/**
 * API keys: small mandates. Written by db/functions/069_api_keys.sql and 071_api_keys_at_once.sql; where a distributor is set up with one,
 * lib/api-keys/create-key.ts does it. What a key is shown by stands with its secrets.
 */
export const apiKeys = pgTable(
  "api_keys",
  {
    issuerId: issuerId(),
    id: id("apiKey"),
    distributorId: id("distributor"),
    label: text().notNull(),
    permissions: text({ enum: ["read-balance", "read-transactions", "perform-operations"] })
      .array()
      .notNull(),
    maxAmountMinor: minor(),
    maxDailyMinor: minor(),
    /** Addresses and CIDR blocks; empty means any address. */
    allowedAddresses: text().array().notNull(),
    requestsPerMinute: integer().notNull().default(600),
    /** The person who asked for the key: the maker of all it does. */
    madeBy: id("person"),
    /** The request that was approved; null for a key that was set up with its distributor. */
    operationId: optionalId("operation"),
    /** When it was approved. */
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    /** Until when its maker may have its first secret made. */
    revealUntil: instant().notNull(),
    revokedAt: instant(),
    revokedBy: optionalId("person"),
    revokedReason: text(),
    /** Of the notices before its end (`NOTICE_DAYS`), the nearest that its maker was told of, or that had begun when the end was set; null for none. */
    noticedDays: integer(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("api_keys_maker").on(t.issuerId, t.id, t.madeBy),
    index("api_keys_distributor").on(t.issuerId, t.distributorId, t.createdAt),
    index("api_keys_expiring").on(t.issuerId, t.expiresAt).where(sql`revoked_at IS NULL`),
    foreignKey({ columns: [t.issuerId, t.distributorId], foreignColumns: [distributors.issuerId, distributors.id] }),
    check("api_keys_rate", sql`requests_per_minute > 0`),
    check("api_keys_limits", sql`max_amount_minor > 0 AND max_daily_minor > 0`),
  ],
);

/** Secrets of keys: one, or two while a rotation overlaps. Only the SHA-256 is kept. */
export const apiKeySecrets = pgTable(
  "api_key_secrets",
  {
    issuerId: issuerId(),
    id: id("apiKeySecret"),
    distributorId: id("distributor"),
    keyId: id("apiKey"),
    keyHash: bytes().notNull(),
    /** What a list may show of the secret: the first eight and the last four characters. */
    prefix: text().notNull(),
    lastFour: text().notNull(),
    madeAt: createdAt(),
    /** Who was shown it, once. */
    seenBy: id("person"),
    /** When it stops, since another one took its place; null for the one that stays. */
    endsAt: instant(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    unique("api_key_secrets_once").on(t.issuerId, t.keyHash),
    index("api_key_secrets_hash").on(t.keyHash),
    index("api_key_secrets_key").on(t.issuerId, t.keyId, t.madeAt),
    uniqueIndex("api_key_secrets_current").on(t.issuerId, t.keyId).where(sql`ends_at IS NULL`),
    // Nobody but the key's maker ever sees a secret of it, and a maker decides on nothing that their key asks for.
    foreignKey({
      name: "api_key_secrets_seen_by_maker",
      columns: [t.issuerId, t.keyId, t.seenBy],
      foreignColumns: [apiKeys.issuerId, apiKeys.id, apiKeys.madeBy],
    }),
  ],
);
