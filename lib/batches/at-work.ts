import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { batches, batchRows } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { type BatchRow, isBatch } from "./own-batch";

/** Files that wait for the worker: to be read, checked or made into operations; the oldest first. */
export async function listBatchesAtWork(ctx: Ctx): Promise<Id<"batch">[]> {
  authorize(ctx, "batches.carry-out");
  const rows = await ctx.tx
    .select({ id: batches.id })
    .from(batches)
    // In words of its own, as its index has it.
    .where(
      and(eq(batches.issuerId, ctx.scope.issuerId), sql`${batches.state} IN ('reading', 'checking', 'submitting')`),
    )
    .orderBy(asc(batches.createdAt), asc(batches.id))
    .limit(20);
  return rows.map(({ id }) => id);
}

/** A file that waits for the worker, locked; null where another one has it or nothing is to be done. */
export async function takeBatch(ctx: Ctx, batchId: Id<"batch">): Promise<BatchRow | null> {
  authorize(ctx, "batches.carry-out");
  const [batch] = await ctx.tx
    .select()
    .from(batches)
    .where(and(isBatch(ctx, batchId), inArray(batches.state, ["reading", "checking", "submitting"])))
    .for("update", { skipLocked: true });
  return batch ?? null;
}

/** A row that is to become an operation; the amount in minor units. */
export type ReadyLine = {
  readonly line: number;
  readonly phone: E164;
  readonly amountMinor: bigint;
  readonly memo: string | null;
};

/** The next rows of a submitted file that have become nothing yet. */
export async function nextReadyLines(ctx: Ctx, batchId: Id<"batch">, atMost: number): Promise<ReadyLine[]> {
  const rows = await ctx.tx
    .select({ line: batchRows.line, phone: batchRows.phone, amountMinor: batchRows.amountMinor, memo: batchRows.memo })
    .from(batchRows)
    .where(
      and(eq(batchRows.issuerId, ctx.scope.issuerId), eq(batchRows.batchId, batchId), eq(batchRows.state, "ready")),
    )
    .orderBy(asc(batchRows.line))
    .limit(atMost);
  return rows as ReadyLine[];
}

/** What became of a row: an operation, or the code of why there is none. */
export type LineOutcome = { readonly line: number; readonly operation?: Id<"operation">; readonly refusal?: string };

/** Writes down what became of rows, in the unit that made their operations. @returns how many are left; with the last one the file is done */
export async function endLines(ctx: Ctx, batchId: Id<"batch">, outcomes: readonly LineOutcome[]): Promise<number> {
  const [row] = (await ctx.tx.execute(
    sql`select batch_lines_done(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${batchId}::uuid, ${JSON.stringify(outcomes)}::jsonb) as left`,
  )) as unknown as { left: number }[];
  return row?.left ?? 0;
}
