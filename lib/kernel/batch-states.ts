/** What the rows of a file may become. */
export const BATCH_TYPES = ["cash-in", "cash-out-fulfillment"] as const;

/** One of them. */
export type BatchType = (typeof BATCH_TYPES)[number];

/** Where a file of many requests stands; the edges are drawn in db/functions/073_batches.sql. */
export const BATCH_STATES = [
  "receiving",
  "reading",
  "unreadable",
  "mapping",
  "checking",
  "ready",
  "submitting",
  "submitted",
  "discarded",
] as const;

/** One of them. */
export type BatchState = (typeof BATCH_STATES)[number];

/** Where a row of a file stands; `made` and `refused` are ends. */
export const LINE_STATES = ["unchecked", "problem", "ready", "left-out", "made", "refused"] as const;

/** One of them. */
export type LineState = (typeof LINE_STATES)[number];
