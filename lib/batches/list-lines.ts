import { and, asc, eq, gt } from "drizzle-orm";
import { batchRows, operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { type LineFilter, meetsLineFilter } from "./line-filter";
import type { LineNote, LineProblem, LineState, Mended } from "./schemas";

/** A row of a file as people read it; `typed` is what it says, or what was written in its place. */
export type LineView = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly mended: Mended | null;
  readonly state: LineState;
  readonly phone: string | null;
  readonly name: string | null;
  readonly amountMinor: bigint | null;
  readonly memo: string | null;
  readonly problems: readonly LineProblem[];
  readonly notes: readonly LineNote[];
  readonly sameAs: number | null;
  readonly operationId: Id<"operation"> | null;
  /** Where its operation stands. */
  readonly status: string | null;
  /** A code of the error catalogue. */
  readonly refusal: string | null;
};

/**
 * Rows of a file of this scope in the order of the file, from the one after `after`; `next` is the last one where there are more.
 * @throws DomainError `auth.forbidden`
 */
export async function listLines(
  ctx: Ctx,
  page: LineFilter & { readonly batchId: Id<"batch">; readonly after: number; readonly limit: number },
): Promise<{ readonly items: readonly LineView[]; readonly next: number | null }> {
  authorize(ctx, "operations.read");
  const rows = await ctx.tx
    .select({ row: batchRows, status: operations.status })
    .from(batchRows)
    .leftJoin(operations, and(eq(operations.issuerId, batchRows.issuerId), eq(operations.id, batchRows.operationId)))
    .where(
      and(
        eq(batchRows.issuerId, ctx.scope.issuerId),
        eq(batchRows.batchId, page.batchId),
        gt(batchRows.line, page.after),
        meetsLineFilter(ctx, page),
      ),
    )
    .orderBy(asc(batchRows.line))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit).map(({ row, status }): LineView => {
    const { line, cells, mended, state, phone, amountMinor, memo, sameAs, operationId, refusal } = row;
    const said = { problems: row.problems as LineProblem[], notes: row.notes as LineNote[], name: row.recipientName };
    return { line, cells, mended, state, phone, amountMinor, memo, sameAs, operationId, refusal, status, ...said };
  });
  return { items, next: rows.length > page.limit ? (items.at(-1)?.line ?? null) : null };
}
