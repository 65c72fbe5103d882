"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { logBug } from "@/lib/http/refusal";
import { showId } from "@/lib/kernel/ids";
import { type DecidedOperation, decisions, recallOperation, undoApproval } from "@/lib/operations";
import { runEachTogether, runTogether } from "@/lib/runtime";
import { confirmFirst } from "./confirm-first";
import { freshCode, seenOperation, shownOperation, verdict } from "./decision-input";

const AT_MOST = 100;

/** One person's decision on one operation, of which they name what they saw. */
export const decide = action({
  input: z.strictObject({ ...seenOperation, ...verdict, code: freshCode }),
  together: async (caller, request, { operation: operationId, code, ...decision }) => {
    await confirmFirst(caller, request, code, [operationId]);
    return outcomeOf(await runTogether(decisions, caller, request, { operationId, ...decision }));
  },
});

/** One person's decision on several operations; each has its own outcome, in the order in which they were named. One code is enough for all. */
export const decideSeveral = action({
  input: z.strictObject({
    ...verdict,
    code: freshCode,
    operations: z
      .array(z.strictObject(seenOperation))
      .min(1)
      .max(AT_MOST)
      .refine((all) => new Set(all.map(({ operation }) => operation)).size === all.length, "names one twice"),
  }),
  together: async (caller, request, { decision, comment, code, operations }) => {
    await confirmFirst(
      caller,
      request,
      code,
      operations.map(({ operation }) => operation),
    );
    const outcomes = await runEachTogether(
      decisions,
      caller,
      request,
      operations.map(({ operation: operationId, revision, digest }) => ({
        operationId,
        revision,
        digest,
        decision,
        comment,
      })),
    );
    return operations.map(({ operation }, n) => {
      const outcome = outcomes[n];
      if (!outcome) throw new Error("a decision had no outcome");
      const id = showId("operation", operation);
      if (outcome.ok) return { id, ok: true as const, ...outcomeOf(outcome.value) };
      logBug(outcome.error, request.requestId);
      const { code, message, details } = outcome.error;
      return { id, ok: false as const, code, message, details: details ?? null };
    });
  },
});

/** The maker takes their own request back. */
export const recall = action({
  input: z.strictObject({ operation: shownOperation }),
  tries: ({ operation }) => ({ action: "operation.recall", subjectKind: "operation", subjectId: operation }),
  verb: async (ctx, { operation }) => {
    await recallOperation(ctx, operation);
    return { status: "cancelled" as const };
  },
});

/** Somebody takes back their own approval of a request that waits for more people. */
export const undo = action({
  input: z.strictObject({ operation: shownOperation, revision: seenOperation.revision }),
  tries: ({ operation }) => ({ action: "operation.undo", subjectKind: "operation", subjectId: operation }),
  verb: async (ctx, { operation, revision }) => {
    await undoApproval(ctx, { operationId: operation, revision });
    return { status: "undone" as const };
  },
});

function outcomeOf({ status, failure }: DecidedOperation) {
  return { status, failure };
}
