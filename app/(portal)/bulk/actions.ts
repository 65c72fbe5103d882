"use server";

import { z } from "zod";
import {
  beginBatch,
  discardBatch,
  endUpload,
  leaveOut,
  mapColumns,
  mendLine,
  putPart,
  submitBatch,
  takeIn,
} from "@/lib/batches";
import {
  BATCH_TYPES,
  FILE_FORMATS,
  MAX_FILE_BYTES,
  mappingSchema,
  mendSchema,
  PART_BYTES,
} from "@/lib/batches/schemas";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { showId } from "@/lib/kernel/ids";
import { isReadable } from "@/lib/kernel/readable";

const file = shownId("batch");
const line = z.int().min(1);

/** Begins an upload. */
export const beginUpload = action({
  input: z.strictObject({
    type: z.enum(BATCH_TYPES),
    name: z.string().trim().min(1).max(200).refine(isReadable, "must not contain control or invisible characters"),
    format: z.enum(FILE_FORMATS),
    size: z
      .int()
      .min(0)
      .max(MAX_FILE_BYTES * 100),
  }),
  verb: async (ctx, { type, name, format, size }) => ({
    file: showId("batch", await beginBatch(ctx, { type, fileName: name, format, fileSize: size })),
  }),
});

/** One part of a file. */
export const sendPart = action({
  input: z.strictObject({
    file,
    part: z.int().min(0).max(999),
    content: z.base64().max(4 * Math.ceil(PART_BYTES / 3)),
  }),
  verb: async (ctx, { file: batchId, part, content }) => {
    await putPart(ctx, { batchId, part, content: Buffer.from(content, "base64") });
    return null;
  },
});

/** All parts were sent. */
export const finishUpload = action({
  input: z.strictObject({ file }),
  verb: async (ctx, { file: batchId }) => {
    await endUpload(ctx, { batchId });
    return null;
  },
});

/** Says which column is what. */
export const chooseColumns = action({
  input: z.strictObject({ file, mapping: mappingSchema }),
  verb: async (ctx, { file: batchId, mapping }) => {
    await mapColumns(ctx, { batchId, mapping });
    return null;
  },
});

/** Writes something in place of a row. */
export const mend = action({
  input: z.strictObject({ file, line, mended: mendSchema }),
  verb: async (ctx, { file: batchId, line: at, mended }) => {
    await mendLine(ctx, { batchId, line: at, mended });
    return null;
  },
});

/** Leaves rows out, or takes one back in. */
export const choose = action({
  input: z.strictObject({
    file,
    which: z.union([z.enum(["problems", "duplicates"]), z.strictObject({ out: line }), z.strictObject({ in: line })]),
  }),
  verb: async (ctx, { file: batchId, which }) => {
    if (typeof which === "string") await leaveOut(ctx, { batchId, which });
    else if ("out" in which) await leaveOut(ctx, { batchId, which: { line: which.out } });
    else await takeIn(ctx, { batchId, line: which.in });
    return null;
  },
});

/** Submits what its maker saw: the rows of this hash. */
export const submit = action({
  input: z.strictObject({
    file,
    seen: z.string().regex(/^[0-9a-f]{64}$/),
    duplicatesMeant: z.boolean(),
  }),
  tries: ({ file: batchId }) => ({ action: "batch.submit", subjectKind: "batch", subjectId: batchId }),
  verb: async (ctx, { file: batchId, seen, duplicatesMeant }) => {
    await submitBatch(ctx, { batchId, seen, duplicatesMeant });
    return null;
  },
});

/** Puts a file away. */
export const discard = action({
  input: z.strictObject({ file }),
  verb: async (ctx, { file: batchId }) => {
    await discardBatch(ctx, { batchId });
    return null;
  },
});
