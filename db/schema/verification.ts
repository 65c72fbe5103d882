import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, issuerId, organisationId, unitId } from "../columns";

/** One thing that a verification found wrong; `place` is a sequence number or an account's version, in digits. */
type StoredFinding = { violation: string; subject: string; detail: string; place: string | null };

/** What each verification found, one row per organisation, so that each sees its own alone. Append-only. */
export const verifications = pgTable(
  "verifications",
  {
    issuerId: issuerId(),
    organisationId: organisationId(),
    /** The same in the rows of one run. */
    runId: uuid().notNull(),
    trigger: text({ enum: ["nightly", "command"] }).notNull(),
    startedAt: instant().notNull(),
    finishedAt: instant().notNull(),
    transfers: bigint({ mode: "bigint" }).notNull(),
    entries: bigint({ mode: "bigint" }).notNull(),
    operations: bigint({ mode: "bigint" }).notNull(),
    decisions: bigint({ mode: "bigint" }).notNull(),
    holds: bigint({ mode: "bigint" }).notNull(),
    auditEntries: bigint({ mode: "bigint" }).notNull(),
    violations: integer().notNull(),
    /** The first of them, for the screen. */
    findings: jsonb().$type<StoredFinding[]>().notNull(),
    /** In the issuer's own row: which file of copied heads was read, and how far it reached. */
    copiesFirst: bytes(),
    copiesLines: integer(),
    copiesLast: bytes(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.organisationId, t.runId] }),
    index("verifications_newest").on(t.issuerId, t.organisationId, t.finishedAt),
  ],
);
