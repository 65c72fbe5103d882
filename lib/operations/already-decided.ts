import { and, desc, eq, ne, sql } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { operationDecisions, operations, people } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import type { SharedCtx } from "@/lib/runtime";

// A recalled or expired one may have an approval of several, but nobody decided it.
const DECIDED: ReadonlySet<string> = new Set(["executing", "completed", "failed", "rejected"]);

/** Why operations are no longer pending: a 409 that tells who decided and when. Losing a race is not an error to the person. */
export async function alreadyDecided(
  ctx: SharedCtx,
  ids: readonly Id<"operation">[],
): Promise<Map<Id<"operation">, DomainError>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select({
      id: operations.id,
      status: operations.status,
      endedAt: operations.updatedAt,
      decision: operationDecisions.decision,
      at: operationDecisions.at,
      by: people.name,
    })
    .from(operations)
    .leftJoin(
      operationDecisions,
      and(
        eq(operationDecisions.issuerId, operations.issuerId),
        eq(operationDecisions.operationId, operations.id),
        eq(operationDecisions.revision, operations.revision),
        ne(operationDecisions.decision, "withdraw"),
      ),
    )
    .leftJoin(people, eq(people.id, operationDecisions.personId))
    .where(and(eq(operations.issuerId, ctx.scope.issuerId), oneOf(operations.id, ids, "uuid")))
    // Who ended it, and not who began last: of several deciders at once each waited for the other.
    .orderBy(
      desc(sql`${operationDecisions.decision} = 'reject'`),
      desc(eq(operationDecisions.unitId, operations.unitId)),
      desc(operationDecisions.at),
    );
  const errors = new Map<Id<"operation">, DomainError>();
  for (const row of rows) {
    if (errors.has(row.id)) continue;
    const decided = DECIDED.has(row.status) && row.by !== null;
    const details = {
      status: row.status,
      decision: decided ? row.decision : null,
      decidedBy: decided ? row.by : null,
      decidedAt: toRfc3339((decided && row.at) || row.endedAt),
    };
    errors.set(row.id, new DomainError(decided ? "operations.already-decided" : "operations.not-pending", { details }));
  }
  return errors;
}
