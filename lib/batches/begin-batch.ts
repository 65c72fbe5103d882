import { sql } from "drizzle-orm";
import { batches, batchParts } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockOwnBatch, moveBatch } from "./own-batch";
import { type BatchType, type FileFormat, MAX_FILE_BYTES, PART_BYTES } from "./schemas";

/** A file that somebody is about to upload; `type` is what its rows become, `fileSize` in bytes. */
export type NewBatch = {
  readonly type: BatchType;
  readonly fileName: string;
  readonly format: FileFormat;
  readonly fileSize: number;
};

/**
 * Begins the upload of a file: its parts follow.
 * @throws DomainError `auth.forbidden`, `batches.too-large`, `batches.empty`
 */
export async function beginBatch(ctx: Ctx, { type, fileName, format, fileSize }: NewBatch): Promise<Id<"batch">> {
  authorize(ctx, "operations.submit");
  const { principal, scope, unitId } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  if (fileSize > MAX_FILE_BYTES) throw new DomainError("batches.too-large");
  if (fileSize < 1) throw new DomainError("batches.empty");
  const id = newId("batch");
  await ctx.tx.insert(batches).values({
    issuerId: scope.issuerId,
    id,
    organisationId: principal.organisationId,
    makerId: principal.personId,
    type,
    fileName,
    format,
    fileSize,
    unitId,
  });
  return id;
}

/**
 * One part of a file that is being uploaded, the first is 0. Sent again it is kept once: whoever lost an answer may repeat it.
 * @throws DomainError `auth.forbidden`, `batches.not-found`, `batches.not-maker`, `batches.not-ready`, `batches.too-large`
 */
export async function putPart(
  ctx: Ctx,
  { batchId, part, content }: { readonly batchId: Id<"batch">; readonly part: number; readonly content: Buffer },
): Promise<void> {
  const batch = await lockOwnBatch(ctx, batchId, ["receiving"]);
  if (content.length > PART_BYTES || part * PART_BYTES + content.length > batch.fileSize) {
    throw new DomainError("batches.too-large");
  }
  const { issuerId, organisationId } = batch;
  await ctx.tx
    .insert(batchParts)
    .values({ issuerId, batchId, part, organisationId, content, unitId: ctx.unitId })
    .onConflictDoNothing();
}

/**
 * All parts are here: the worker reads the file.
 * @throws DomainError as {@link putPart}, `batches.incomplete`
 */
export async function endUpload(ctx: Ctx, { batchId }: { readonly batchId: Id<"batch"> }): Promise<void> {
  const batch = await lockOwnBatch(ctx, batchId, ["receiving"]);
  const [here] = (await ctx.tx.execute(
    sql`select coalesce(sum(length(content)), 0)::int as bytes from batch_parts where issuer_id = ${batch.issuerId} and batch_id = ${batchId}`,
  )) as unknown as { bytes: number }[];
  if (here?.bytes !== batch.fileSize) throw new DomainError("batches.incomplete");
  await moveBatch(ctx, batchId, { state: "reading" });
  ctx.audit({
    action: "batch.uploaded",
    subjectKind: "batch",
    subjectId: batchId,
    detail: { file: batch.fileName, bytes: batch.fileSize },
  });
}
