import { and, eq } from "drizzle-orm";
import { operationDecisions } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";
import { stands } from "./stands";
import type { OperationView } from "./view";

/**
 * Whether this person has approved the operation as it reads now, waits for others, and has not taken that back.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function hasApproved(ctx: Ctx, { id, revision, status, approvals }: OperationView): Promise<boolean> {
  authorize(ctx, "operations.read");
  const { principal } = ctx;
  if (status !== "pending" || approvals.given === 0 || principal.kind !== "user") return false;
  const rows = await ctx.tx
    .select({ person: operationDecisions.personId })
    .from(operationDecisions)
    .where(
      and(
        eq(operationDecisions.issuerId, ctx.scope.issuerId),
        eq(operationDecisions.operationId, id),
        eq(operationDecisions.revision, revision),
        eq(operationDecisions.personId, principal.personId),
        stands,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
