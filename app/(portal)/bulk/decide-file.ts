"use server";

import { z } from "zod";
import { readTotals } from "@/lib/batches";
import { action } from "@/lib/http/action";
import { logBug } from "@/lib/http/refusal";
import { shownId } from "@/lib/http/shown-id";
import { DomainError } from "@/lib/kernel/errors";
import { decisions, listBatchPending } from "@/lib/operations";
import { run, runEachTogether } from "@/lib/runtime";
import { verdict } from "../approvals/decision-input";

const AT_ONCE = 100;

/** What became of some operations of a file: how many ended how, or were refused and why. `next`: the line behind which others wait; null at the end. */
export type FileDecision = {
  readonly outcomes: readonly { readonly outcome: string; readonly count: number; readonly message: string | null }[];
  readonly next: number | null;
};

/**
 * One person's decision on the next operations of a file that wait; the page asks until none is left. `rows` and `sum` (minor units) are what the person
 * saw of the whole file.
 */
export const decideFile = action({
  input: z.strictObject({
    ...verdict,
    file: shownId("batch"),
    after: z.int().min(0),
    rows: z.int().min(1),
    sum: z.string().regex(/^[0-9]{1,19}$/),
  }),
  together: async (caller, request, { file: batchId, after, rows, sum, decision, comment }): Promise<FileDecision> => {
    const waiting = await run(caller, request, async (ctx) => {
      const { made, sumMinor } = await readTotals(ctx, batchId);
      if (made !== rows || sumMinor !== BigInt(sum)) throw new DomainError("batches.changed-meanwhile");
      return listBatchPending(ctx, { batchId, after, limit: AT_ONCE });
    });
    const outcomes = await runEachTogether(
      decisions,
      caller,
      request,
      waiting.map(({ operationId, revision, digest }) => ({ operationId, revision, digest, decision, comment })),
    );
    const counted = new Map<string, { outcome: string; count: number; message: string | null }>();
    for (const outcome of outcomes) {
      if (!outcome.ok) logBug(outcome.error, request.requestId);
      const name = outcome.ok ? outcome.value.status : outcome.error.code;
      const before = counted.get(name) ?? {
        outcome: name,
        count: 0,
        message: outcome.ok ? null : outcome.error.message,
      };
      counted.set(name, { ...before, count: before.count + 1 });
    }
    const next = waiting.length === AT_ONCE ? (waiting.at(-1)?.line ?? null) : null;
    return { outcomes: [...counted.values()], next };
  },
});
