import { and, asc, eq, lte, notInArray, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { finishOperations } from "./finish";
import { readStored } from "./stored";

/**
 * Ends pending operations whose time has run out and frees their money; at most `limit` at a time, the longest overdue first. Operations that
 * somebody is deciding at this moment are left for the next round, and those in `except` alone.
 * @returns how many expired
 * @throws Error when one of them cannot be ended; then none is
 */
export async function expireOperations(
  ctx: Ctx,
  limit: number,
  except: readonly Id<"operation">[] = [],
): Promise<number> {
  return expireThese(ctx, await listOverdue(ctx, limit, except));
}

/** Pending operations whose time has run out, at most `limit` of those that are not in `except`, the longest overdue first. */
export async function listOverdue(
  ctx: Ctx,
  limit: number,
  except: readonly Id<"operation">[],
): Promise<Id<"operation">[]> {
  authorize(ctx, "operations.expire");
  const due = await ctx.tx
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.issuerId, ctx.scope.issuerId),
        // In words of its own: the index of what expires serves no statement that is told the status when it runs.
        sql`${operations.status} = 'pending'`,
        lte(operations.expiresAt, sql`clock_timestamp()`),
        except.length > 0 ? notInArray(operations.id, [...except]) : undefined,
      ),
    )
    .orderBy(asc(operations.expiresAt))
    .limit(limit);
  return due.map((row) => row.id);
}

/**
 * Ends those of these operations that are pending, whose time has run out, and that nobody is deciding at this moment.
 * @returns how many expired
 */
export async function expireThese(ctx: Ctx, ids: readonly Id<"operation">[]): Promise<number> {
  authorize(ctx, "operations.expire");
  if (ids.length === 0) return 0;
  const claimed = (await ctx.tx.execute(
    sql`select operations_claim_end(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, null, null, null, null,
          ${sql.param([...ids])}::uuid[]) as id`,
  )) as unknown as { id: Id<"operation"> }[];
  const stored = await readStored(
    ctx,
    claimed.map((row) => row.id),
  );
  await finishOperations(
    ctx,
    [...stored.values()].map((operation) => ({ operation, status: "expired" as const, by: ctx })),
  );
  return stored.size;
}
