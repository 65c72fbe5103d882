import { and, asc, eq, exists, gt, type SQL, sql } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { batchRows, operations } from "@/db/schema";
import { type LineFilter, meetsLineFilter } from "@/lib/batches";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx, isAllowed } from "@/lib/runtime";
import { needsMe } from "./approvals";
import { STATUSES, type Status } from "./states";

/** How many operations of a file stand where. @throws DomainError `auth.forbidden` */
export async function countBatchOperations(
  ctx: Ctx,
  batchId: Id<"batch">,
): Promise<Readonly<Partial<Record<Status, number>>>> {
  authorize(ctx, "operations.read");
  const rows = await ctx.tx
    .select({ status: operations.status, n: sql<number>`count(*)::int` })
    .from(operations)
    .where(ofBatch(ctx, batchId))
    .groupBy(operations.status);
  const counts = new Map(rows.map(({ status, n }) => [status, n]));
  return Object.fromEntries(STATUSES.flatMap((status) => (counts.has(status) ? [[status, counts.get(status)]] : [])));
}

/** Rows of a file: these lines, or all that a filter lets through. */
export type BatchPart = { readonly batchId: Id<"batch"> } & ({ readonly lines: readonly number[] } | LineFilter);

/** What somebody may decide of a part of a file: how many, what they come to in minor units, and of how many the approval needs a fresh code. */
export type BatchPending = { readonly count: number; readonly sumMinor: bigint; readonly withCode: number };

/** Counts what waits in a part of a file and the reader may decide now. @throws DomainError `auth.forbidden` */
export async function countBatchPending(ctx: Ctx, part: BatchPart): Promise<BatchPending> {
  mayDecide(ctx);
  const [row] = await ctx.tx
    .select({
      count: sql<number>`count(*)::int`,
      sum: sql<string>`coalesce(sum(${operations.amountMinor}), 0)::text`,
      withCode: sql<number>`(count(*) filter (where ${operations.stepUp}))::int`,
    })
    .from(operations)
    .where(pendingOf(ctx, part));
  return { count: row?.count ?? 0, sumMinor: BigInt(row?.sum ?? 0), withCode: row?.withCode ?? 0 };
}

/** An operation of a file as a decision names it, its line there, whom it pays and how much in minor units. */
export type BatchOperation = {
  readonly line: number;
  readonly operationId: Id<"operation">;
  readonly revision: number;
  readonly digest: string;
  readonly stepUp: boolean;
  readonly name: string;
  readonly amountMinor: bigint;
};

/**
 * What waits in a part of a file and the reader may decide now, in the order of its lines, behind the line `after`. What an operation of a file says
 * never changes, so what somebody saw of the file is what it says now.
 * @throws DomainError `auth.forbidden`
 */
export async function listBatchPending(
  ctx: Ctx,
  part: BatchPart,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<BatchOperation[]> {
  mayDecide(ctx);
  const rows = await ctx.tx
    .select({
      line: operations.batchLine,
      operationId: operations.id,
      revision: operations.revision,
      digest: operations.digest,
      stepUp: operations.stepUp,
      name: operations.counterpartyName,
      amountMinor: operations.amountMinor,
    })
    .from(operations)
    .where(and(pendingOf(ctx, part), gt(operations.batchLine, after)))
    .orderBy(asc(operations.batchLine))
    .limit(limit);
  return rows.map(({ line, digest, name, amountMinor, ...row }) => ({
    ...row,
    line: line ?? 0,
    digest: digest.toString("hex"),
    name: name ?? "",
    amountMinor: amountMinor ?? 0n,
  }));
}

/** Which of the two an operation needs is asked again in the statement that claims it. */
function mayDecide(ctx: Ctx): void {
  if (!isAllowed(ctx.principal, "people.decide")) authorize(ctx, "operations.decide");
}

function pendingOf(ctx: Ctx, part: BatchPart): SQL | undefined {
  return and(
    ofBatch(ctx, part.batchId),
    eq(operations.status, "pending"),
    "lines" in part ? oneOf(operations.batchLine, part.lines, "int") : hasRow(ctx, part),
    needsMe(ctx),
  );
}

/** Whether the row of an operation meets a filter: the very one that the list of rows is shown by. */
function hasRow(ctx: Ctx, filter: LineFilter): SQL | undefined {
  const meets = meetsLineFilter(ctx, filter);
  if (!meets) return undefined;
  const row = ctx.tx
    .select({ one: sql`1` })
    .from(batchRows)
    .where(
      and(
        eq(batchRows.issuerId, operations.issuerId),
        eq(batchRows.batchId, operations.batchId),
        eq(batchRows.line, operations.batchLine),
        meets,
      ),
    )
    // Kept a question about one row, found by its key: of a file that has just come in the planner knows nothing.
    .offset(0);
  return exists(row);
}

function ofBatch(ctx: Ctx, batchId: Id<"batch">) {
  return and(eq(operations.issuerId, ctx.scope.issuerId), eq(operations.batchId, batchId));
}
