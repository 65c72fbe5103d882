import { type SQL, sql } from "drizzle-orm";
import { operationDecisions } from "@/db/schema";

/** A decision that its person has not taken back, as a condition on a row of `operation_decisions`. */
export const stands: SQL = sql`(${operationDecisions.decision} <> 'withdraw' and not exists (select from operation_decisions later
  where later.issuer_id = ${operationDecisions.issuerId} and later.operation_id = ${operationDecisions.operationId}
    and later.revision = ${operationDecisions.revision} and later.person_id = ${operationDecisions.personId} and later.after = ${operationDecisions.nth}))`;
