import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant, issuerId, optionalId, organisationId, unitId } from "../columns";
import { operations } from "./operations";

/** When somebody wants to be told of what waits, where they work, and what they have seen. Without a row the defaults hold (`notice_defaults`). */
export const noticeSettings = pgTable(
  "notice_settings",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    personId: id("person"),
    /** After how many minutes an SMS says that a request waits; null for never. */
    smsAfterMinutes: integer(),
    /** Quiet hours as minutes of the organisation's local day, both or neither; they may go over midnight. */
    quietFrom: integer(),
    quietTo: integer(),
    /** What happened until then is seen; null for nothing yet. */
    readUntil: instant(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.organisationId, t.personId] }),
    check("notice_settings_after", sql`sms_after_minutes BETWEEN 5 AND 1440`),
    check(
      "notice_settings_quiet",
      sql`(quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439 AND quiet_from <> quiet_to`,
    ),
  ],
);

/** Notices that somebody has seen one by one, beyond `read_until`: as the operation was at that time. */
export const noticeReads = pgTable(
  "notice_reads",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    personId: id("person"),
    operationId: id("operation"),
    at: instant().notNull(),
    unitId: unitId(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.organisationId, t.personId, t.operationId] })],
);

/** Of which requests somebody was told by SMS: once that it waits, that it has waited too long, or that it is blocked. Removed with the request's end. */
export const noticeSms = pgTable(
  "notice_sms",
  {
    issuerId: issuerId(),
    /** Where the person works: the request's own organisation, or the issuer. */
    organisationId: organisationId(),
    personId: id("person"),
    /** Of a file the first of its requests that it was about: it is told of as one. */
    operationId: id("operation"),
    batchId: optionalId("batch"),
    kind: text({ enum: ["waiting", "escalated", "blocked"] }).notNull(),
    at: createdAt(),
    unitId: unitId(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.organisationId, t.personId, t.operationId, t.kind] })],
);

/**
 * Since when the worker has found that nobody could complete a request, for the bell of admins; gone once somebody could again, or it has ended. Written by
 * blocked_take alone.
 */
export const operationBlocks = pgTable(
  "operation_blocks",
  {
    issuerId: issuerId(),
    operationId: id("operation"),
    organisationId: organisationId(),
    /** It wants for the issuer's people. */
    ofIssuer: boolean().notNull(),
    since: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ name: "operation_blocks_pk", columns: [t.issuerId, t.operationId] }),
    foreignKey({ columns: [t.issuerId, t.operationId], foreignColumns: [operations.issuerId, operations.id] }),
  ],
);
