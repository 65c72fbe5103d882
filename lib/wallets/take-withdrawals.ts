import { and, eq, or } from "drizzle-orm";
import { withdrawalRequests } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import type { SharedCtx } from "@/lib/runtime";

/** A queued request that a fulfilment has taken: what it will move, and the hold that already stands on the wallet. */
export type TakenWithdrawal = {
  readonly id: Id<"withdrawal">;
  readonly takenBy: Id<"operation">;
  readonly customerId: Id<"customer">;
  readonly amount: Money;
  readonly holdId: Id<"hold">;
  readonly memo: string | null;
};

/** A request, and the operation that has taken it. */
export type Taking = { readonly withdrawal: Id<"withdrawal">; readonly operation: Id<"operation"> };

/** Why a request could not be taken. */
export type NotTaken = "not-found" | "taken" | "cancelled";

/**
 * Takes queued requests for fulfilments of this distributor: whoever asks first has it. The condition stands in the update itself, so of
 * many at once exactly one wins. Rows are locked in the order of their ids, whatever the order of the input, which is that of the outcomes.
 */
export async function takeWithdrawals(
  ctx: SharedCtx,
  takes: readonly (Taking & { readonly distributor: Id<"distributor"> })[],
): Promise<(TakenWithdrawal | NotTaken)[]> {
  const outcomes: (TakenWithdrawal | NotTaken)[] = [];
  const inLockOrder = [...takes.entries()].sort(([, one], [, other]) =>
    one.withdrawal < other.withdrawal ? -1 : Number(one.withdrawal > other.withdrawal),
  );
  for (const [n, take] of inLockOrder) {
    const [row] = await ctx.tx
      .update(withdrawalRequests)
      .set({
        status: "taken",
        takenBy: take.operation,
        takenByDistributor: take.distributor,
        updatedAt: ctx.now,
        unitId: ctx.unitId,
      })
      .where(and(byId(ctx, take.withdrawal), eq(withdrawalRequests.status, "waiting")))
      .returning();
    outcomes[n] = row ? toTaken(row, take.operation) : await whyNot(ctx, take.withdrawal);
  }
  return outcomes;
}

/**
 * Puts requests that these operations have taken back into the queue: the fulfilment was rejected, recalled, expired or failed. Their money
 * stays held.
 * @throws Error when one is not taken by its operation
 */
export async function returnWithdrawals(ctx: SharedCtx, takings: readonly Taking[]): Promise<void> {
  await endTakings(ctx, takings, { status: "waiting", takenBy: null, takenByDistributor: null });
}

/**
 * Marks requests that these operations have taken as paid out.
 * @throws Error when one is not taken by its operation
 */
export async function fulfilWithdrawals(ctx: SharedCtx, takings: readonly Taking[]): Promise<void> {
  await endTakings(ctx, takings, { status: "fulfilled" });
}

async function endTakings(
  ctx: SharedCtx,
  takings: readonly Taking[],
  end: Partial<typeof withdrawalRequests.$inferInsert>,
): Promise<void> {
  if (takings.length === 0) return;
  const ended = await ctx.tx
    .update(withdrawalRequests)
    .set({ ...end, updatedAt: ctx.now, unitId: ctx.unitId })
    .where(
      and(
        eq(withdrawalRequests.status, "taken"),
        or(
          ...takings.map(({ withdrawal, operation }) =>
            and(byId(ctx, withdrawal), eq(withdrawalRequests.takenBy, operation)),
          ),
        ),
      ),
    )
    .returning({ id: withdrawalRequests.id });
  if (ended.length !== takings.length)
    throw new Error(`${ended.length} of ${takings.length} withdrawals were taken by their operations`);
}

function byId(ctx: SharedCtx, id: Id<"withdrawal">) {
  return and(eq(withdrawalRequests.issuerId, ctx.scope.issuerId), eq(withdrawalRequests.id, id));
}

async function whyNot(ctx: SharedCtx, id: Id<"withdrawal">): Promise<NotTaken> {
  const [row] = await ctx.tx
    .select({ status: withdrawalRequests.status })
    .from(withdrawalRequests)
    .where(byId(ctx, id));
  if (!row) return "not-found";
  return row.status === "cancelled" ? "cancelled" : "taken";
}

function toTaken(row: typeof withdrawalRequests.$inferSelect, takenBy: Id<"operation">): TakenWithdrawal {
  return {
    id: row.id,
    takenBy,
    customerId: row.customerId,
    amount: money(row.amountMinor, row.currency as Currency),
    holdId: row.holdId,
    memo: row.memo,
  };
}
