export {
  endLines,
  type LineOutcome,
  listBatchesAtWork,
  nextReadyLines,
  type ReadyLine,
  takeBatch,
} from "./at-work";
export { beginBatch, endUpload, type NewBatch, putPart } from "./begin-batch";
export { type LineFilter, meetsLineFilter } from "./line-filter";
export { type LineView, listLines } from "./list-lines";
export { leaveOut, mapColumns, mendLine, takeIn } from "./mend-lines";
export { prepareBatch } from "./prepare-batch";
export {
  type BatchPosition,
  type BatchTotals,
  type BatchView,
  listBatches,
  readBatch,
  readLinesHash,
  readTotals,
} from "./read-batch";
export { discardBatch, type SubmitBatch, submitBatch } from "./submit-batch";
