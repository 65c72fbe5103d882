import { type SQL, sql } from "drizzle-orm";
import { distributors, operations } from "@/db/schema";
import type { Organisation } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import type { OperationView } from "./view";

/**
 * Whether an operation is on hold: what its distributor's people have asked for waits while that is suspended; what the issuer's staff ask for
 * about it goes on. The claim says the same (db/functions/062_operations_claim.sql).
 */
export function isOnHold(
  { status, approvals }: Pick<OperationView, "status" | "approvals">,
  of: Organisation,
): boolean {
  const isStopped = of.kind === "distributor" && of.status === "suspended";
  return status === "pending" && isStopped && approvals.needed > approvals.issuers;
}

/** The same of pending operations, as a condition. */
export function onHold(ctx: Ctx): SQL {
  return sql`(${operations.approvalsNeeded} > ${operations.issuerApprovals} and ${operations.organisationId} in (
    select ${distributors.id} from ${distributors} where ${distributors.issuerId} = ${ctx.scope.issuerId} and ${distributors.status} = 'suspended'))`;
}
