import { sql } from "drizzle-orm";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockOwnBatch, moveBatch } from "./own-batch";
import { readTotals } from "./read-batch";

/** `seen`: the hash of the rows that its maker has read (64 hex digits); and, where some may pay twice, that those are meant. */
export type SubmitBatch = {
  readonly batchId: Id<"batch">;
  readonly seen: string;
  readonly duplicatesMeant: boolean;
};

const REFUSALS: Readonly<Record<string, ErrorCode>> = {
  "not-found": "batches.not-found",
  "not-maker": "batches.not-maker",
  forbidden: "auth.forbidden",
  "not-ready": "batches.not-ready",
  problems: "batches.problems-left",
  empty: "batches.nothing-to-submit",
  changed: "batches.changed-meanwhile",
  duplicates: "batches.duplicates-unconfirmed",
};

/**
 * Submits a file: from now on it does not change, and the worker makes an operation of each row that is ready. Again it changes nothing.
 * @throws DomainError `auth.forbidden`, `batches.not-found`, `batches.not-maker`, `batches.not-ready`, `batches.problems-left`,
 * `batches.duplicates-unconfirmed`, `batches.changed-meanwhile`, `batches.nothing-to-submit`
 */
export async function submitBatch(ctx: Ctx, seen: SubmitBatch): Promise<void> {
  authorize(ctx, "operations.submit");
  const { principal } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  const [row] = (await ctx.tx.execute(
    sql`select batch_submit(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${seen.batchId}::uuid, ${principal.personId}::uuid,
          ${principal.sessionId}::uuid, decode(${principal.sessionProof}, 'hex'), decode(${seen.seen}, 'hex'), ${seen.duplicatesMeant}) as outcome`,
  )) as unknown as { outcome: string }[];
  const outcome = row?.outcome ?? "not-found";
  if (outcome === "submitted") return;
  const refusal = REFUSALS[outcome];
  if (refusal) throw new DomainError(refusal);
  const { ready, sumMinor, duplicates } = await readTotals(ctx, seen.batchId);
  ctx.audit({
    action: "batch.submitted",
    subjectKind: "batch",
    subjectId: seen.batchId,
    detail: { rows: ready, sumMinor: sumMinor.toString(), duplicates, seen: seen.seen },
  });
}

/** Puts a file away that is not to be submitted. @throws DomainError `auth.forbidden`, `batches.not-found`, `batches.not-maker`, `batches.not-ready` */
export async function discardBatch(ctx: Ctx, { batchId }: { readonly batchId: Id<"batch"> }): Promise<void> {
  const batch = await lockOwnBatch(ctx, batchId, ["receiving", "mapping", "ready"]);
  await moveBatch(ctx, batchId, { state: "discarded" });
  ctx.audit({
    action: "batch.discarded",
    subjectKind: "batch",
    subjectId: batchId,
    detail: { file: batch.fileName },
  });
}
