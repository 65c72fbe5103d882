import { and, eq, inArray, sql } from "drizzle-orm";
import { withdrawalRequests } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import type { Ctx } from "@/lib/runtime";

/** A queued request that a fulfilment has taken: what it will move, and the hold that already stands on the wallet. */
export type TakenWithdrawal = {
  readonly id: Id<"withdrawal">;
  readonly customerId: Id<"customer">;
  readonly amount: Money;
  readonly holdId: Id<"hold">;
  readonly memo: string | null;
};

/** Why a request could not be taken. */
export type NotTaken = "not-found" | "taken";

/**
 * Takes queued requests for fulfilments of this distributor: whoever asks first has it. The condition stands in the update itself, so of
 * many at once exactly one wins.
 */
export async function takeWithdrawals(
  ctx: Ctx,
  takes: readonly {
    readonly withdrawal: Id<"withdrawal">;
    readonly operation: Id<"operation">;
    readonly distributor: Id<"distributor">;
  }[],
): Promise<(TakenWithdrawal | NotTaken)[]> {
  const outcomes: (TakenWithdrawal | NotTaken)[] = [];
  for (const take of takes) {
    const [row] = await ctx.tx
      .update(withdrawalRequests)
      .set({
        status: "taken",
        takenBy: take.operation,
        takenByDistributor: take.distributor,
        updatedAt: ctx.now,
        unitId: ctx.unitId,
      })
      .where(and(byId(ctx, [take.withdrawal]), eq(withdrawalRequests.status, "waiting")))
      .returning();
    outcomes.push(row ? toTaken(row) : await whyNot(ctx, take.withdrawal));
  }
  return outcomes;
}

/** Puts taken requests back into the queue: the fulfilment was rejected, recalled, expired or failed. Their money stays held. */
export async function returnWithdrawals(ctx: Ctx, ids: readonly Id<"withdrawal">[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.tx
    .update(withdrawalRequests)
    .set({ status: "waiting", takenBy: null, takenByDistributor: null, updatedAt: ctx.now, unitId: ctx.unitId })
    .where(and(byId(ctx, ids), eq(withdrawalRequests.status, "taken")));
}

/** Marks taken requests as paid out. */
export async function fulfilWithdrawals(ctx: Ctx, ids: readonly Id<"withdrawal">[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.tx
    .update(withdrawalRequests)
    .set({ status: "fulfilled", updatedAt: ctx.now, unitId: ctx.unitId })
    .where(and(byId(ctx, ids), eq(withdrawalRequests.status, "taken")));
}

function byId(ctx: Ctx, ids: readonly Id<"withdrawal">[]) {
  return and(eq(withdrawalRequests.issuerId, ctx.scope.issuerId), inArray(withdrawalRequests.id, [...ids]));
}

async function whyNot(ctx: Ctx, id: Id<"withdrawal">): Promise<NotTaken> {
  const [row] = await ctx.tx
    .select({ one: sql`1` })
    .from(withdrawalRequests)
    .where(byId(ctx, [id]));
  return row ? "taken" : "not-found";
}

function toTaken(row: typeof withdrawalRequests.$inferSelect): TakenWithdrawal {
  return {
    id: row.id,
    customerId: row.customerId,
    amount: money(row.amountMinor, row.currency as Currency),
    holdId: row.holdId,
    memo: row.memo,
  };
}
