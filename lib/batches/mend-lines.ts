import { and, eq, inArray, sql } from "drizzle-orm";
import { batchRows } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { checkLines, markSame } from "./check-lines";
import { lockOwnBatch, moveBatch } from "./own-batch";
import { distributorOf } from "./prepare-batch";
import type { Mapping, Mended } from "./schemas";

type OfBatch = { readonly batchId: Id<"batch"> };

/**
 * Says which column is what; all rows are checked anew, and what was written in their place stays.
 * @throws DomainError `auth.forbidden`, `batches.not-found`, `batches.not-maker`, `batches.not-ready`, `request.invalid`
 */
export async function mapColumns(
  ctx: Ctx,
  { batchId, mapping }: OfBatch & { readonly mapping: Mapping },
): Promise<void> {
  const batch = await lockOwnBatch(ctx, batchId, ["mapping", "ready"]);
  const width = batch.columns?.length ?? 0;
  const places = [mapping.phone, mapping.amount, mapping.memo ?? 0];
  if (places.some((place) => place >= width)) {
    throw new DomainError("request.invalid", { fields: [{ path: "mapping", message: "no such column" }] });
  }
  await ctx.tx
    .update(batchRows)
    .set({ state: "unchecked", problems: [], notes: [], sameAs: null, unitId: ctx.unitId })
    .where(ofBatch(ctx, batchId));
  await moveBatch(ctx, batchId, { state: "checking", mapping });
}

/**
 * Writes something in place of what the file says in one row, which is checked at once.
 * @throws DomainError `auth.forbidden`, `batches.not-found`, `batches.not-maker`, `batches.not-ready`, `batches.line-not-found`
 */
export async function mendLine(
  ctx: Ctx,
  { batchId, line, mended }: OfBatch & { readonly line: number; readonly mended: Mended },
): Promise<void> {
  const batch = await lockOwnBatch(ctx, batchId, ["ready"]);
  const [row] = await ctx.tx
    .update(batchRows)
    .set({ mended, unitId: ctx.unitId })
    .where(and(ofBatch(ctx, batchId), eq(batchRows.line, line)))
    .returning({ line: batchRows.line, cells: batchRows.cells, mended: batchRows.mended });
  if (!row || !batch.mapping) throw new DomainError("batches.line-not-found");
  await checkLines(ctx, batch, await distributorOf(ctx, batch), batch.mapping, [row]);
  await markSame(ctx, batchId);
}

/**
 * Leaves rows out of what is submitted: one, all with something wrong, or all that may pay twice.
 * @throws DomainError `auth.forbidden`, `batches.not-found`, `batches.not-maker`, `batches.not-ready`
 */
export async function leaveOut(
  ctx: Ctx,
  { batchId, which }: OfBatch & { readonly which: { readonly line: number } | "problems" | "duplicates" },
): Promise<void> {
  await lockOwnBatch(ctx, batchId, ["ready"]);
  const those =
    which === "problems"
      ? eq(batchRows.state, "problem")
      : which === "duplicates"
        ? and(eq(batchRows.state, "ready"), isDuplicate)
        : and(eq(batchRows.line, which.line), inArray(batchRows.state, ["ready", "problem"]));
  await ctx.tx
    .update(batchRows)
    .set({ state: "left-out", sameAs: null, unitId: ctx.unitId })
    .where(and(ofBatch(ctx, batchId), those));
  await markSame(ctx, batchId);
}

/** Takes a row that was left out back in; it is checked at once. @throws DomainError as {@link mendLine} */
export async function takeIn(ctx: Ctx, { batchId, line }: OfBatch & { readonly line: number }): Promise<void> {
  const batch = await lockOwnBatch(ctx, batchId, ["ready"]);
  const [row] = await ctx.tx
    .select({ line: batchRows.line, cells: batchRows.cells, mended: batchRows.mended })
    .from(batchRows)
    .where(and(ofBatch(ctx, batchId), eq(batchRows.line, line), eq(batchRows.state, "left-out")));
  if (!row || !batch.mapping) throw new DomainError("batches.line-not-found");
  await checkLines(ctx, batch, await distributorOf(ctx, batch), batch.mapping, [row]);
  await markSame(ctx, batchId);
}

/** A row that may pay somebody twice: the same as another of its file, or as what was paid lately. */
export const isDuplicate = sql`(${batchRows.sameAs} is not null or 'same-lately' = any(${batchRows.notes}))`;

function ofBatch(ctx: Ctx, batchId: Id<"batch">) {
  return and(eq(batchRows.issuerId, ctx.scope.issuerId), eq(batchRows.batchId, batchId));
}
