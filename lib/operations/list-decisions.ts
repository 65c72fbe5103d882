import { and, asc, eq, inArray } from "drizzle-orm";
import { operationDecisions, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { stands } from "./stands";

/** What one person decided on an operation. */
export type DecisionView = {
  readonly decision: "approve" | "reject";
  readonly by: string;
  readonly at: Date;
  readonly comment: string | null;
};

/**
 * The latest decision that stands on each of these operations of this scope; those without one are missing from the answer.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function listDecisions(
  ctx: Ctx,
  ids: readonly Id<"operation">[],
): Promise<Map<Id<"operation">, DecisionView>> {
  authorize(ctx, "operations.read");
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select({
      id: operationDecisions.operationId,
      decision: operationDecisions.decision,
      by: people.name,
      at: operationDecisions.at,
      comment: operationDecisions.comment,
    })
    .from(operationDecisions)
    .innerJoin(people, eq(people.id, operationDecisions.personId))
    .where(
      and(
        eq(operationDecisions.issuerId, ctx.scope.issuerId),
        inArray(operationDecisions.operationId, [...ids]),
        stands,
      ),
    )
    .orderBy(asc(operationDecisions.at));
  return new Map(
    rows.flatMap(({ id, decision, ...said }) =>
      decision === "withdraw" ? [] : [[id, { decision, ...said }] as const],
    ),
  );
}
