import { and, asc, eq, gt, notExists, sql } from "drizzle-orm";
import { operationDecisions, operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import type { Status } from "./states";

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
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

/** An operation of a file as a decision names it, and its line there. */
export type BatchOperation = {
  readonly line: number;
  readonly operationId: Id<"operation">;
  readonly revision: number;
  readonly digest: string;
};

/**
 * Operations of a file that wait, in the order of its lines, behind the line `after`; without those that the reader has decided on. What an operation
 * of a file says never changes, so what somebody saw of the file is what it says now.
 * @throws DomainError `auth.forbidden`
 */
export async function listBatchPending(
  ctx: Ctx,
  { batchId, after, limit }: { readonly batchId: Id<"batch">; readonly after: number; readonly limit: number },
): Promise<BatchOperation[]> {
  authorize(ctx, "operations.decide");
  const person = ctx.principal.kind === "user" ? ctx.principal.personId : null;
  const mine = ctx.tx
    .select({ one: sql`1` })
    .from(operationDecisions)
    .where(
      and(
        eq(operationDecisions.issuerId, operations.issuerId),
        eq(operationDecisions.operationId, operations.id),
        eq(operationDecisions.revision, operations.revision),
        sql`${operationDecisions.personId} = ${person}::uuid`,
      ),
    );
  const rows = await ctx.tx
    .select({
      line: operations.batchLine,
      operationId: operations.id,
      revision: operations.revision,
      digest: operations.digest,
    })
    .from(operations)
    .where(
      and(ofBatch(ctx, batchId), gt(operations.batchLine, after), eq(operations.status, "pending"), notExists(mine)),
    )
    .orderBy(asc(operations.batchLine))
    .limit(limit);
  return rows.map(({ line, digest, ...row }) => ({ ...row, line: line ?? 0, digest: digest.toString("hex") }));
}

function ofBatch(ctx: Ctx, batchId: Id<"batch">) {
  return and(eq(operations.issuerId, ctx.scope.issuerId), eq(operations.batchId, batchId));
}
