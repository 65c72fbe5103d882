import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, issuerId, minor, unitId } from "../columns";
import { distributors } from "./organisations";

/** API keys: small mandates. Only the SHA-256 of the secret is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    issuerId: issuerId(),
    id: id("apiKey"),
    distributorId: id("distributor"),
    label: text().notNull(),
    keyHash: bytes().notNull(),
    /** What a list may show of the secret: the first eight and the last four characters. */
    prefix: text().notNull(),
    lastFour: text().notNull(),
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
    createdAt: createdAt(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    index("api_keys_hash").on(t.keyHash),
    index("api_keys_distributor").on(t.issuerId, t.distributorId, t.createdAt),
    foreignKey({ columns: [t.issuerId, t.distributorId], foreignColumns: [distributors.issuerId, distributors.id] }),
    check("api_keys_rate", sql`requests_per_minute > 0`),
  ],
);
