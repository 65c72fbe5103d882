import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { apiRequests } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";
import { KEPT_DAYS } from "./schemas";

/**
 * Removes requests that were kept long enough from this issuer's log.
 * @param most how many: a unit of work is short, and there is another
 * @returns how many were removed; as many as `most` where there may be more
 * @throws DomainError `auth.forbidden`
 */
export async function pruneRequests(ctx: Ctx, most: number): Promise<number> {
  authorize(ctx, "records.prune");
  const old = ctx.tx
    .select({ id: apiRequests.id })
    .from(apiRequests)
    .where(
      and(
        eq(apiRequests.issuerId, ctx.scope.issuerId),
        lt(apiRequests.at, sql`now() - make_interval(days => ${KEPT_DAYS})`),
      ),
    )
    .orderBy(apiRequests.at)
    .limit(most);
  const removed = await ctx.tx
    .delete(apiRequests)
    .where(and(eq(apiRequests.issuerId, ctx.scope.issuerId), inArray(apiRequests.id, old)))
    .returning({ id: apiRequests.id });
  return removed.length;
}
