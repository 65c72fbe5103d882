import { and, eq, inArray, sql } from "drizzle-orm";
import { outboxEvents } from "@/db/schema/runtime";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Remembers that events have left, or that nobody wanted them.
 * @throws DomainError `auth.forbidden`
 */
export async function markDelivered(ctx: Ctx, ids: readonly Id<"event">[]): Promise<void> {
  authorize(ctx, "events.deliver");
  if (ids.length === 0) return;
  await ctx.tx
    .update(outboxEvents)
    .set({ deliveredAt: sql`now()`, unitId: ctx.unitId })
    .where(and(eq(outboxEvents.issuerId, ctx.scope.issuerId), inArray(outboxEvents.id, [...ids])));
}
