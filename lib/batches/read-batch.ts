import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { batches, people } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { type BatchRow, isBatch } from "./own-batch";
import type { BatchState, BatchType, FileFormat, Mapping } from "./schemas";

/** A file as people read it. `isOwn`: the reader uploaded it, and may change it. */
export type BatchView = {
  readonly id: Id<"batch">;
  /** What its rows become. */
  readonly type: BatchType;
  readonly state: BatchState;
  readonly fileName: string;
  readonly format: FileFormat;
  readonly maker: { readonly id: Id<"person">; readonly name: string };
  readonly isOwn: boolean;
  /** Why it cannot be read: a code of the error catalogue. */
  readonly problem: string | null;
  readonly columns: readonly string[];
  readonly mapping: Mapping | null;
  readonly rowsTotal: number;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly endedAt: Date | null;
};

/** How many rows of a file stand where, and what those that are submitted come to, in minor units. `duplicates` are among the ready ones. */
export type BatchTotals = {
  readonly unchecked: number;
  readonly problem: number;
  readonly ready: number;
  readonly leftOut: number;
  readonly made: number;
  readonly refused: number;
  readonly noted: number;
  readonly duplicates: number;
  /** Of those that are ready or were made. */
  readonly sumMinor: bigint;
};

/** @throws DomainError `auth.forbidden`, `batches.not-found` */
export async function readBatch(ctx: Ctx, batchId: Id<"batch">): Promise<BatchView> {
  authorize(ctx, "operations.read");
  const [row] = await selectBatches(ctx).where(isBatch(ctx, batchId));
  if (!row) throw new DomainError("batches.not-found");
  return toBatch(ctx, row);
}

/** Where a list of files goes on. */
export type BatchPosition = { readonly createdAt: Date; readonly id: Id<"batch"> };

/**
 * Files of one's own distributor, newest first; those that were put away are left out.
 * @throws DomainError `auth.forbidden`
 */
export async function listBatches(
  ctx: Ctx,
  { limit, after }: { readonly limit: number; readonly after?: BatchPosition | undefined },
): Promise<{ readonly items: readonly BatchView[]; readonly next: BatchPosition | null }> {
  authorize(ctx, "operations.read");
  const rows = await selectBatches(ctx)
    .where(
      and(
        eq(batches.issuerId, ctx.scope.issuerId),
        eq(batches.organisationId, ctx.principal.organisationId),
        sql`${batches.state} <> 'discarded'`,
        after
          ? or(
              lt(batches.createdAt, after.createdAt),
              and(eq(batches.createdAt, after.createdAt), lt(batches.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map((row) => toBatch(ctx, row));
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null };
}

function selectBatches(ctx: Ctx) {
  return ctx.tx
    .select({ batch: batches, makerName: people.name })
    .from(batches)
    .leftJoin(people, eq(people.id, batches.makerId))
    .$dynamic();
}

function toBatch(
  { principal }: Ctx,
  { batch, makerName }: { readonly batch: BatchRow; readonly makerName: string | null },
): BatchView {
  return {
    id: batch.id,
    type: batch.type,
    state: batch.state,
    fileName: batch.fileName,
    format: batch.format,
    maker: { id: batch.makerId, name: makerName ?? "" },
    isOwn: principal.kind === "user" && principal.personId === batch.makerId,
    problem: batch.problem,
    columns: batch.columns ?? [],
    mapping: batch.mapping,
    rowsTotal: batch.rowsTotal,
    createdAt: batch.createdAt,
    submittedAt: batch.submittedAt,
    endedAt: batch.endedAt,
  };
}

/** Counts the rows of a file of this scope. @throws DomainError `auth.forbidden` */
export async function readTotals(ctx: Ctx, batchId: Id<"batch">): Promise<BatchTotals> {
  authorize(ctx, "operations.read");
  const [row] = (await ctx.tx.execute(sql`
    select count(*) filter (where state = 'unchecked')::int as unchecked, count(*) filter (where state = 'problem')::int as problem,
           count(*) filter (where state = 'ready')::int as ready, count(*) filter (where state = 'left-out')::int as "leftOut",
           count(*) filter (where state = 'made')::int as made, count(*) filter (where state = 'refused')::int as refused,
           count(*) filter (where state in ('ready', 'made', 'refused') and (cardinality(notes) > 0 or same_as is not null))::int as noted,
           count(*) filter (where state = 'ready' and (same_as is not null or 'same-lately' = any(notes)))::int as duplicates,
           coalesce(sum(amount_minor) filter (where state in ('ready', 'made')), 0)::text as sum
      from batch_rows where issuer_id = ${ctx.scope.issuerId} and batch_id = ${batchId}`)) as unknown as (Omit<
    BatchTotals,
    "sumMinor"
  > & { sum: string })[];
  if (!row) throw new Error("nothing was counted");
  const { sum, ...counts } = row;
  return { ...counts, sumMinor: BigInt(sum) };
}

/**
 * The hash of what the rows of a file say (64 hex digits), which whoever submits it names.
 * @throws DomainError `auth.forbidden`
 */
export async function readLinesHash(ctx: Ctx, batchId: Id<"batch">): Promise<string> {
  authorize(ctx, "operations.read");
  const [row] = (await ctx.tx.execute(
    sql`select encode(batch_lines_hash(${ctx.scope.issuerId}::uuid, ${batchId}::uuid), 'hex') as hash`,
  )) as unknown as { hash: string }[];
  if (!row) throw new Error("nothing was hashed");
  return row.hash;
}
