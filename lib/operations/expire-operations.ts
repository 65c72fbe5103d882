import { and, asc, eq, lte, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { finishOperations } from "./finish";
import { readStored } from "./stored";

/**
 * Ends pending operations whose time has run out and frees their money; at most `limit` at a time, the longest overdue first. Operations that
 * somebody is deciding at this moment are left for the next round.
 * @returns how many expired
 */
export async function expireOperations(ctx: Ctx, limit: number): Promise<number> {
  authorize(ctx, "operations.expire");
  const due = await ctx.tx
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.issuerId, ctx.scope.issuerId),
        eq(operations.status, "pending"),
        lte(operations.expiresAt, sql`clock_timestamp()`),
      ),
    )
    .orderBy(asc(operations.expiresAt))
    .limit(limit);
  if (due.length === 0) return 0;
  const claimed = (await ctx.tx.execute(
    sql`select operations_claim_end(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, null, null,
          ${sql.param(due.map((row) => row.id))}::uuid[]) as id`,
  )) as unknown as { id: Id<"operation"> }[];
  const stored = await readStored(
    ctx,
    claimed.map((row) => row.id),
  );
  await finishOperations(
    ctx,
    [...stored.values()].map((operation) => ({ operation, status: "expired" as const })),
  );
  return stored.size;
}
