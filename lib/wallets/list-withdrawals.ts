import { and, asc, eq, sql } from "drizzle-orm";
import { customers, withdrawalRequests } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";

/** A request that waits in the cash-out queue. */
export type WaitingWithdrawal = {
  readonly id: Id<"withdrawal">;
  readonly from: E164;
  readonly name: string;
  readonly amount: Money;
  readonly memo: string | null;
  readonly createdAt: Date;
};

/** Where a page begins: after this item. `createdAt` is an RFC 3339 instant with microseconds, as {@link queuePosition} writes it. */
export type QueuePosition = { readonly createdAt: string; readonly id: Id<"withdrawal"> };

/** What the queue may be narrowed to: one request, or those from phones that have these digits in a row. */
export type QueueFilters = { readonly id?: Id<"withdrawal">; readonly phoneDigits?: string };

/**
 * The cash-out queue of the issuer, oldest first. `next` is where the following page begins, or null at the end.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function listWithdrawals(
  ctx: Ctx,
  input: { readonly after?: QueuePosition; readonly limit: number; readonly filters?: QueueFilters },
): Promise<{ items: (WaitingWithdrawal & { readonly position: QueuePosition })[]; next: QueuePosition | null }> {
  authorize(ctx, "withdrawals.read");
  const at = sql<string>`to_char(${withdrawalRequests.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const { after, filters } = input;
  const rows = await ctx.tx
    .select({ request: withdrawalRequests, phone: customers.phone, name: customers.name, at })
    .from(withdrawalRequests)
    .innerJoin(
      customers,
      and(eq(customers.issuerId, withdrawalRequests.issuerId), eq(customers.id, withdrawalRequests.customerId)),
    )
    .where(
      and(
        eq(withdrawalRequests.issuerId, ctx.scope.issuerId),
        eq(withdrawalRequests.status, "waiting"),
        filters?.id && eq(withdrawalRequests.id, filters.id),
        filters?.phoneDigits ? sql`strpos(${customers.phone}, ${filters.phoneDigits}) > 0` : undefined,
        after &&
          sql`(${withdrawalRequests.createdAt}, ${withdrawalRequests.id}) > (${after.createdAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(withdrawalRequests.createdAt), asc(withdrawalRequests.id))
    .limit(input.limit + 1);
  const items = rows.slice(0, input.limit).map((row) => ({
    id: row.request.id,
    from: row.phone as E164,
    name: row.name,
    amount: money(row.request.amountMinor, row.request.currency as Currency),
    memo: row.request.memo,
    createdAt: row.request.createdAt,
    position: { createdAt: row.at, id: row.request.id },
  }));
  return { items, next: rows.length > input.limit ? (items.at(-1)?.position ?? null) : null };
}
