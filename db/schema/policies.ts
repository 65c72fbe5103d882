import { sql } from "drizzle-orm";
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { PolicyLimits, PolicyRule } from "../../lib/kernel/policy-terms";
import { createdAt, id, instant, issuerId, optionalId, organisationId, ranges, unitId } from "../columns";
import { operations } from "./operations";
import { distributors } from "./organisations";

/** What a distributor asks for before its money moves: every version, the highest in force. Append-only; written by policies_apply alone. */
export const approvalPolicies = pgTable(
  "approval_policies",
  {
    issuerId: issuerId(),
    distributorId: id("distributor"),
    /** From 1 on, without a gap. */
    version: integer().notNull(),
    /** The first that fits an operation counts. */
    rules: jsonb().$type<readonly PolicyRule[]>().notNull(),
    limits: jsonb().$type<PolicyLimits>().notNull(),
    /** The approved request that it comes from. */
    operationId: id("operation"),
    createdAt: createdAt(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.distributorId, t.version] }),
    foreignKey({ columns: [t.issuerId, t.distributorId], foreignColumns: [distributors.issuerId, distributors.id] }),
    foreignKey({ columns: [t.issuerId, t.operationId], foreignColumns: [operations.issuerId, operations.id] }),
    check("approval_policies_version", sql`version > 0`),
  ],
);

/**
 * That somebody has shown a fresh code of their authenticator for certain operations: what their decisions above the step-up amount need. One for
 * each code. Append-only; written by step_up alone.
 */
export const stepUps = pgTable(
  "step_ups",
  {
    issuerId: issuerId(),
    personId: id("person"),
    /** The code's time step: seconds since 1970 / 30. */
    totpStep: integer().notNull(),
    /** Whose desk they decide at. */
    organisationId: organisationId(),
    sessionId: id("session"),
    /** What was shown together with the code: nothing else is decided with it. Operations by themselves, or lines of a submitted file. */
    operationIds: uuid().array().notNull(),
    batchId: optionalId("batch"),
    batchLines: ranges(),
    at: instant().notNull(),
    unitId: unitId(),
  },
  (t) => [
    primaryKey({ columns: [t.issuerId, t.personId, t.totpStep] }),
    check(
      "step_ups_shown",
      sql`(batch_id IS NULL) = (cardinality(operation_ids) > 0) AND (batch_id IS NULL) = (batch_lines IS NULL)`,
    ),
  ],
);
