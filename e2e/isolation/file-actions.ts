import type { Action } from "./action";
import type { Ids } from "./ids";

const BULK = "app/(portal)/bulk/actions.ts";

const onFile = (more: (ids: Ids) => object): Action => ({
  permission: "operations.submit",
  input: (ids) => ({ file: ids.file, ...more(ids) }),
  // A distributor has one file for all cells: another one has changed its state.
  fine: ["batches.not-ready", "batches.changed-meanwhile", "batches.problems-left", "batches.nothing-to-submit"],
});

/** What is done with files. */
export const FILE_ACTIONS: Readonly<Record<string, Action>> = {
  [`${BULK}#beginUpload`]: {
    permission: "operations.submit",
    input: () => ({ type: "cash-in", name: "one.csv", format: "csv", size: 10 }),
  },
  [`${BULK}#sendPart`]: onFile(() => ({ part: 0, content: "" })),
  [`${BULK}#finishUpload`]: onFile(() => ({})),
  [`${BULK}#chooseColumns`]: onFile(() => ({ mapping: { phone: 0, amount: 1, memo: null } })),
  [`${BULK}#mend`]: onFile(({ phone }) => ({ line: 2, mended: { phone, amount: "2.00", memo: "" } })),
  [`${BULK}#choose`]: onFile(() => ({ which: { out: 2 } })),
  [`${BULK}#submit`]: onFile(() => ({ seen: "0".repeat(64), duplicatesMeant: true })),
  [`${BULK}#discard`]: onFile(() => ({})),
  "app/(portal)/bulk/decide-file.ts#decideFile": {
    permission: "operations.decide",
    in: "distributor",
    input: ({ file }) => ({
      file,
      part: { lines: [2] },
      after: 0,
      rows: 1,
      sum: "100",
      decision: "approve",
      comment: "",
    }),
    // It is not submitted yet.
    fine: ["batches.not-as-seen"],
  },
};
