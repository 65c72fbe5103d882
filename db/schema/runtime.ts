import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant, issuerId, organisationId, unitId } from "../columns";

/** Who did what, when, from where; refused tries included. A hash chain per organisation. Append-only. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    seq: bigint({ mode: "bigint" }).notNull(),
    at: instant().notNull(),
    /** `person:<uuid>`, `key:<uuid>` or `system:<name>`. */
    actor: text().notNull(),
    action: text().notNull(),
    subjectKind: text(),
    subjectId: uuid(),
    requestId: text(),
    address: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
    prevHash: bytes().notNull(),
    hash: bytes().notNull(),
    canonical: text().notNull(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.organisationId, t.seq] }),
    index("audit_entries_subject").on(t.issuerId, t.subjectId, t.seq),
  ],
);

/** The head of each organisation's audit chain. */
export const auditChains = pgTable(
  "audit_chains",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    seq: bigint({ mode: "bigint" }).notNull(),
    headHash: bytes().notNull(),
    unitId: unitId(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.organisationId] })],
);

/** What must leave the system, written in the unit of work that caused it and sent by the worker, at least once. */
export const outboxEvents = pgTable(
  "outbox_events",
  {
    issuerId: issuerId(),
    id: id("event"),
    organisationId: organisationId(),
    topic: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: createdAt(),
    deliveredAt: instant(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    index("outbox_events_due").on(t.issuerId, t.nextAttemptAt).where(sql`delivered_at IS NULL`),
  ],
);

/** First outcome of a request that named an idempotency key, stored with the operation it made (contract: Idempotency). */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    /** `api`, or `web` for the forms. */
    surface: text({ enum: ["api", "web"] }).notNull(),
    key: text().notNull(),
    requestHash: bytes().notNull(),
    operationId: id("operation"),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.organisationId, t.surface, t.key] })],
);
