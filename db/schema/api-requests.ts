import { sql } from "drizzle-orm";
import { bigint, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant, issuerId, optionalId, unitId } from "../columns";
import { apiKeys } from "./api-keys";

/**
 * Requests of keys, redacted, for 30 days. Written after the answer, in sets, by 072_api_requests.sql alone; no foreign keys, since a row costs
 * what a request costs.
 */
export const apiRequests = pgTable(
  "api_requests",
  {
    issuerId: issuerId(),
    /** The request's own id, X-Request-Id. */
    id: uuid().notNull(),
    distributorId: id("distributor"),
    keyId: id("apiKey"),
    at: instant().notNull(),
    method: text().notNull(),
    path: text().notNull(),
    query: text(),
    status: integer().notNull(),
    latencyMs: integer().notNull(),
    address: text(),
    requestBody: jsonb(),
    responseBody: jsonb(),
    operationId: optionalId("operation"),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    index("api_requests_key").on(t.issuerId, t.keyId, t.at, t.id),
    // What was refused or failed is rare among what was not, and is looked for: lib/api-requests/list-requests.ts has the same words.
    index("api_requests_refused").on(t.issuerId, t.keyId, t.at, t.id).where(sql`status BETWEEN 400 AND 499`),
    index("api_requests_failed").on(t.issuerId, t.keyId, t.at, t.id).where(sql`status >= 500`),
    index("api_requests_at").on(t.issuerId, t.at),
    index("api_requests_operation").on(t.issuerId, t.operationId).where(sql`operation_id IS NOT NULL`),
  ],
);

/** When and from where a key was used last, and how often on its distributor's day. Written with the requests: a crash may lose the last of it. */
export const apiKeyUsage = pgTable(
  "api_key_usage",
  {
    issuerId: issuerId(),
    keyId: id("apiKey"),
    distributorId: id("distributor"),
    lastUsedAt: instant().notNull(),
    lastUsedFrom: text(),
    /** The distributor's local day that `requests` counts, the last on which the key was used. */
    localDay: text().notNull(),
    requests: bigint({ mode: "number" }).notNull(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.keyId] }),
    foreignKey({ columns: [t.issuerId, t.keyId], foreignColumns: [apiKeys.issuerId, apiKeys.id] }),
  ],
);
