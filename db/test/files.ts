import { type Database, openDatabase } from "@/db/client";
import { beginBatch, endUpload, listLines, putPart, readLinesHash, submitBatch } from "@/lib/batches";
import { type BatchType, type FileFormat, PART_BYTES } from "@/lib/batches/schemas";
import type { Id } from "@/lib/kernel/ids";
import { run } from "@/lib/runtime";
import { carryOutBatches } from "@/lib/server/working/carry-out-batches";
import type { RunUnit } from "@/lib/server/working/deliver-events";
import type { TestPerson, World } from "./world";

type Uploader = Pick<TestPerson, "caller">;

/** Uploads a file as somebody, as the screen does: in parts. */
export async function upload(
  world: World,
  by: Uploader,
  file: string | Buffer,
  format: FileFormat = "csv",
  type: BatchType = "cash-in",
): Promise<Id<"batch">> {
  const content = Buffer.from(file);
  const batchId = await world.as(by.caller, (ctx) =>
    beginBatch(ctx, { type, fileName: `payments.${format}`, format, fileSize: content.length }),
  );
  for (let part = 0; part * PART_BYTES < content.length; part++) {
    const piece = content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    await world.as(by.caller, (ctx) => putPart(ctx, { batchId, part, content: piece }));
  }
  await world.as(by.caller, (ctx) => endUpload(ctx, { batchId }));
  return batchId;
}

/** Submits a file as it stands, whatever may pay twice. */
export async function submitFile(world: World, by: Uploader, batchId: Id<"batch">): Promise<void> {
  const seen = await world.as(by.caller, (ctx) => readLinesHash(ctx, batchId));
  await world.as(by.caller, (ctx) => submitBatch(ctx, { batchId, seen, duplicatesMeant: true }));
}

/** The worker's units, in its own role. */
export function workerUnit(world: World, database: Database): RunUnit {
  return (verb) => run(world.system, { requestId: "worker", database }, verb);
}

/** Has the worker do all that waits. @throws what went wrong first */
export async function workThrough(unit: RunUnit): Promise<void> {
  const never = new AbortController().signal;
  for (let more = true; more; ) {
    const { steps, errors } = await carryOutBatches(unit, never);
    if (errors.length > 0) throw errors[0];
    more = steps > 0;
  }
}

/** A submitted file of rows, and the operations that were made of them. */
export async function makeFile(
  world: World,
  by: TestPerson,
  rows: readonly (readonly (string | number)[])[],
): Promise<Id<"operation">[]> {
  const worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-file" });
  const unit = workerUnit(world, worker);
  const batchId = await upload(world, by, csvOf(rows));
  await workThrough(unit);
  await submitFile(world, by, batchId);
  await workThrough(unit);
  await worker.$client.end({ timeout: 1 });
  const page = { batchId, tab: "made", after: 0, limit: rows.length } as const;
  const { items } = await world.as(by.caller, (ctx) => listLines(ctx, page));
  return items.flatMap(({ operationId }) => operationId ?? []);
}

/** A CSV file of rows. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return [["phone", "amount", "memo"], ...rows].map((row) => `${row.join(",")}\n`).join("");
}
