import { and, eq } from "drizzle-orm";
import { batches } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import type { BatchState } from "./schemas";

/** A file as its table has it. */
export type BatchRow = typeof batches.$inferSelect;

/** Its file, locked for a change of its maker. @throws DomainError `auth.forbidden`, `batches.not-found`, `batches.not-maker`, `batches.not-ready` */
export async function lockOwnBatch(ctx: Ctx, batchId: Id<"batch">, states: readonly BatchState[]): Promise<BatchRow> {
  authorize(ctx, "operations.submit");
  const [batch] = await ctx.tx.select().from(batches).where(isBatch(ctx, batchId)).for("update");
  if (!batch) throw new DomainError("batches.not-found");
  const isMaker = ctx.principal.kind === "user" && ctx.principal.personId === batch.makerId;
  if (!isMaker) throw new DomainError("batches.not-maker");
  if (!states.includes(batch.state)) throw new DomainError("batches.not-ready");
  return batch;
}

/** Writes what has become of a locked file. */
export async function moveBatch(ctx: Ctx, batchId: Id<"batch">, change: Partial<BatchRow>): Promise<void> {
  await ctx.tx
    .update(batches)
    .set({ ...change, unitId: ctx.unitId })
    .where(isBatch(ctx, batchId));
}

/** The one file of this id. */
export function isBatch(ctx: Pick<Ctx, "scope">, batchId: Id<"batch">) {
  return and(eq(batches.issuerId, ctx.scope.issuerId), eq(batches.id, batchId));
}
