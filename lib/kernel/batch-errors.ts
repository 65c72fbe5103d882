/** Refusals about files of many requests: a part of the catalogue (error-catalogue.ts). */
export const BATCH_ERRORS = {
  invalid: {
    "batches.unreadable":
      "This file cannot be read. Nothing was created; save it once more as CSV or as an Excel workbook (.xlsx), and upload that.",
    "batches.empty":
      "This file has no rows below the names of its columns. Nothing was created; check that it is the right one.",
    "batches.too-many-rows":
      "This file has more than 10,000 rows, or cells that far down. Nothing was created; split it into several files.",
    "batches.too-wide":
      "This file has more than 40 columns, or cells that far to the right. Nothing was created; delete the columns that are not needed.",
    "batches.too-large": "This file is larger than 5 MB. Nothing was created; split it into several files.",
    "batches.incomplete": "The file did not arrive whole. Nothing was created; upload it again.",
  },
  forbidden: {
    "batches.consent-asked":
      "Your customers are asked before each cash-out, which cannot be done from a file. Nothing was created; make it one by one.",
    "batches.not-maker": "Only the person who uploaded this file can do that. Nothing was changed.",
  },
  "not-found": {
    "batches.not-found": "There is no such file.",
    "batches.line-not-found": "This file has no such row.",
  },
  conflict: {
    "batches.not-ready":
      "This cannot be done with the file as it stands: it is still being read, or was submitted or put away before. Nothing was changed; look at it again.",
    "batches.problems-left":
      "Some rows still have something wrong with them. Nothing was submitted; mend them, or leave them out.",
    "batches.duplicates-unconfirmed":
      "Some rows may pay somebody twice. Nothing was submitted; look at them, and say that they are meant.",
    "batches.changed-meanwhile":
      "The rows that are to be submitted are no longer those that you saw. Nothing was submitted; look at them again.",
    "batches.not-as-seen":
      "This file has other requests than those that you saw. None of those that were left was decided; look at it again.",
    "batches.nothing-to-submit": "All rows are left out, so there is nothing to submit.",
  },
} as const;
