import { and, asc, eq, inArray, isNull, lt, lte, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { outboxEvents } from "@/db/schema/runtime";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

/** An event whose delivery is due. `attempts` counts this one. */
export type DueEvent = {
  readonly id: Id<"event">;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly organisationId: OrganisationId;
  readonly attempts: number;
};

/** After these it stays undelivered, on record: about a day after it happened nobody waits for the news. */
const MOST_ATTEMPTS = 16;

/**
 * Takes events that are due, the oldest first, for delivery after this unit has committed: nothing leaves between begin and commit. Whoever
 * takes one has it for half a minute, then twice as long at each further try (two hours at most), so that what a stopped worker took is
 * delivered by the next. Events that another worker is taking are left to it.
 * @throws DomainError `auth.forbidden`
 */
export async function claimEvents(ctx: Ctx, limit: number): Promise<DueEvent[]> {
  authorize(ctx, "events.deliver");
  const due = ctx.tx
    .select({ id: outboxEvents.id })
    .from(outboxEvents)
    .where(
      and(
        eq(outboxEvents.issuerId, ctx.scope.issuerId),
        isNull(outboxEvents.deliveredAt),
        lte(outboxEvents.nextAttemptAt, sql`now()`),
        lt(outboxEvents.attempts, MOST_ATTEMPTS),
      ),
    )
    .orderBy(asc(outboxEvents.nextAttemptAt))
    .limit(limit)
    .for("update", { skipLocked: true });
  return ctx.tx
    .update(outboxEvents)
    .set({
      attempts: sql`${outboxEvents.attempts} + 1`,
      nextAttemptAt: sql`now() + least(interval '30 seconds' * 2 ^ ${outboxEvents.attempts}, interval '2 hours')`,
      unitId: ctx.unitId,
    })
    .where(and(eq(outboxEvents.issuerId, ctx.scope.issuerId), inArray(outboxEvents.id, due)))
    .returning({
      id: outboxEvents.id,
      topic: outboxEvents.topic,
      payload: outboxEvents.payload,
      organisationId: outboxEvents.organisationId,
      attempts: outboxEvents.attempts,
    });
}
