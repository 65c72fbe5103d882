import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { BATCH_STATES, BATCH_TYPES, LINE_STATES } from "../../lib/kernel/batch-states";
import { bytes, createdAt, id, instant, issuerId, minor, optionalId, organisationId, unitId } from "../columns";
import { issuers } from "./organisations";

/** Files of many requests, each row of which becomes an operation. What their maker has submitted never changes again. */
export const batches = pgTable(
  "batches",
  {
    issuerId: issuerId(),
    id: id("batch"),
    organisationId: organisationId(),
    makerId: id("person"),
    /** What its rows become. */
    type: text({ enum: BATCH_TYPES }).notNull(),
    fileName: text().notNull(),
    format: text({ enum: ["csv", "xlsx"] }).notNull(),
    /** In bytes, as announced; the parts must come to it. */
    fileSize: integer().notNull(),
    state: text({ enum: BATCH_STATES }).notNull().default("receiving"),
    /** Why it cannot be read: a code of the catalogue. */
    problem: text(),
    /** The texts of its first line. */
    columns: jsonb().$type<string[]>(),
    /** Which column is what, by place; null where none is. */
    mapping: jsonb().$type<{ phone: number; amount: number; memo: number | null }>(),
    rowsTotal: integer().notNull().default(0),
    submittedAt: instant(),
    endedAt: instant(),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.id] }),
    index("batches_newest").on(t.issuerId, t.organisationId, t.createdAt, t.id),
    // What the worker has to do.
    index("batches_at_work")
      .on(t.issuerId, t.createdAt, t.id)
      .where(sql`state IN ('reading', 'checking', 'submitting')`),
    foreignKey({ columns: [t.issuerId], foreignColumns: [issuers.id] }),
    check("batches_type", sql`type IN ('cash-in', 'cash-out-fulfillment')`),
    check("batches_unreadable", sql`(state = 'unreadable') = (problem IS NOT NULL)`),
    check("batches_submitted", sql`(state IN ('submitting', 'submitted')) = (submitted_at IS NOT NULL)`),
  ],
);

/** A file as it comes in, in parts that fit a request; gone once it has been read. */
export const batchParts = pgTable(
  "batch_parts",
  {
    issuerId: issuerId(),
    batchId: id("batch"),
    part: integer().notNull(),
    organisationId: organisationId(),
    content: bytes().notNull(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.batchId, t.part] }),
    foreignKey({ columns: [t.issuerId, t.batchId], foreignColumns: [batches.issuerId, batches.id] }),
  ],
);

/** The rows of a file: what it says, what is made of it, and what became of it. */
export const batchRows = pgTable(
  "batch_rows",
  {
    issuerId: issuerId(),
    batchId: id("batch"),
    /** Its line, as a spreadsheet numbers them: the names of the columns are line 1. */
    line: integer().notNull(),
    organisationId: organisationId(),
    /** As they are in the file. */
    cells: jsonb().$type<string[]>().notNull(),
    /** What its maker wrote in place of them. */
    mended: jsonb().$type<{ phone: string; amount: string; memo: string }>(),
    state: text({ enum: LINE_STATES }).notNull().default("unchecked"),
    phone: text(),
    recipientName: text(),
    amountMinor: minor(),
    memo: text(),
    /** What is wrong with it, one of lib/batches/schemas.ts. */
    problems: text().array().notNull().default(sql`'{}'`),
    /** What was put right in it, or what its maker should look at; of the same file. */
    notes: text().array().notNull().default(sql`'{}'`),
    /** The line before it that pays the same amount to the same phone. */
    sameAs: integer(),
    operationId: optionalId("operation"),
    /** Why no operation was made of it: a code of the catalogue. */
    refusal: text(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.batchId, t.line] }),
    index("batch_rows_by_state").on(t.issuerId, t.batchId, t.state, t.line),
    index("batch_rows_by_phone").on(t.issuerId, t.batchId, t.phone, t.amountMinor, t.line),
    foreignKey({ columns: [t.issuerId, t.batchId], foreignColumns: [batches.issuerId, batches.id] }),
    check(
      "batch_rows_ready",
      sql`state NOT IN ('ready', 'made') OR (phone IS NOT NULL AND amount_minor > 0 AND cardinality(problems) = 0)`,
    ),
    check("batch_rows_problem", sql`state <> 'problem' OR cardinality(problems) > 0`),
    check("batch_rows_made", sql`(state = 'made') = (operation_id IS NOT NULL)`),
    check("batch_rows_refused", sql`(state = 'refused') = (refusal IS NOT NULL)`),
  ],
);
