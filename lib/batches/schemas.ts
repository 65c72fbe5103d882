import { z } from "zod";
import type { BatchState, BatchType, LineState } from "@/lib/kernel/batch-states";

export { BATCH_TYPES } from "@/lib/kernel/batch-states";
export type { BatchState, BatchType, LineState };

/** The most that one file may have. */
export const MAX_ROWS = 10_000;
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** What of it goes into one request: the front server takes a mebibyte. */
export const PART_BYTES = 512 * 1024;
export const MAX_COLUMNS = 40;
export const MAX_CELL = 500;

/** The kinds of file that are read. */
export const FILE_FORMATS = ["csv", "xlsx"] as const;

/** One of them. */
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What is wrong with a row, so that nothing can be made of it. */
export const LINE_PROBLEMS = [
  "phone-missing",
  "phone-malformed",
  "phone-scientific",
  "phone-rounded",
  "phone-hashes",
  "phone-short",
  "phone-long",
  "phone-unknown",
  "holder-inactive",
  "amount-missing",
  "amount-malformed",
  "amount-ambiguous",
  "amount-decimals",
  "amount-not-positive",
  "amount-too-large",
  "amount-over-limit",
  "memo-long",
  "memo-unreadable",
  "consent-asked",
] as const;

/** One of them. */
export type LineProblem = (typeof LINE_PROBLEMS)[number];

/** What was put right in a row, or looks as if it were not meant. */
export const LINE_NOTES = [
  "phone-plus-added",
  "phone-zero-lost",
  "phone-country-assumed",
  "phone-trunk-zero",
  "phone-restored",
  "amount-tidied",
  "same-lately",
] as const;

/** One of them. */
export type LineNote = (typeof LINE_NOTES)[number];

/** What may be written in place of a row of the file, as typed. */
export const mendSchema = z.strictObject({
  phone: z.string().max(MAX_CELL),
  amount: z.string().max(MAX_CELL),
  memo: z.string().max(MAX_CELL),
});

/** What somebody wrote in place of it. */
export type Mended = z.infer<typeof mendSchema>;

const place = z
  .int()
  .min(0)
  .max(MAX_COLUMNS - 1);

/** Which column is what. */
export const mappingSchema = z
  .strictObject({ phone: place, amount: place, memo: place.nullable() })
  .refine(({ phone, amount, memo }) => phone !== amount && memo !== phone && memo !== amount, "each column once");

/** Which column is what, by place; null where there is none. */
export type Mapping = z.infer<typeof mappingSchema>;

/** Which rows of a file: those that stand somewhere, whose request waits, or that something was noted of. */
export const LINE_TABS = ["all", "waiting", "problem", "noted", "ready", "left-out", "made", "refused"] as const;

/** One of them. */
export type LineTab = (typeof LINE_TABS)[number];
