"use server";

import { z } from "zod";
import { readBatch, readTotals } from "@/lib/batches";
import { LINE_TABS, MAX_ROWS } from "@/lib/batches/schemas";
import { action } from "@/lib/http/action";
import { logBug } from "@/lib/http/refusal";
import { shownId } from "@/lib/http/shown-id";
import { DomainError, ERRORS, type ErrorCode } from "@/lib/kernel/errors";
import { formatGrouped, money } from "@/lib/kernel/money";
import { type BatchPart, decisions, listBatchPending } from "@/lib/operations";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, run, runEachTogether } from "@/lib/runtime";
import { confirmFileFirst } from "../approvals/confirm-first";
import { freshCode, verdict } from "../approvals/decision-input";

const AT_ONCE = 100;
const ON_A_PAGE = 50;

/** What became of one row: its request ended or waits for more people, or why it was not decided. */
export type RowDecision = {
  readonly line: number;
  readonly name: string;
  readonly amount: string;
  readonly outcome: "completed" | "rejected" | "failed" | "pending" | "refused";
  /** Why it failed, or was refused. */
  readonly message: string | null;
};

/** What became of some rows of a file. `next`: the line behind which others wait; null at the end. */
export type FileDecision = { readonly rows: readonly RowDecision[]; readonly next: number | null };

// What the database's numbers and texts can hold: anything else was never on the page.
const MOST_LINE = 2_147_483_647;
const minor = z.string().regex(/^[0-9]{1,18}$/);
const part = z.union([
  z.strictObject({ lines: z.array(z.int().min(1).max(MOST_LINE)).min(1).max(ON_A_PAGE) }),
  z.strictObject({
    tab: z.enum(LINE_TABS),
    words: z
      .string()
      .max(100)
      .regex(/^\P{Cc}*$/u)
      .nullable(),
    from: minor.nullable(),
    to: minor.nullable(),
  }),
]);

/**
 * One person's decision on the next requests of a part of a file that wait for them; the page asks until none is left. `rows` and `sum` (minor units) are
 * what the person saw of the whole file. A code comes with the first of these, and counts for all of the part.
 */
export const decideFile = action({
  input: z.strictObject({
    ...verdict,
    code: freshCode,
    file: shownId("batch"),
    part,
    after: z.int().min(0).max(MOST_LINE),
    rows: z.int().min(1).max(MOST_LINE),
    sum: minor,
  }),
  together: async (caller, request, { file, after, decision, comment, code, ...seen }): Promise<FileDecision> => {
    const chosen: BatchPart = { batchId: file, ...partOf(seen.part) };
    const asSeen = async (ctx: Ctx) => {
      await readBatch(ctx, file);
      const { made, sumMinor } = await readTotals(ctx, file);
      if (made !== seen.rows || sumMinor !== BigInt(seen.sum)) throw new DomainError("batches.not-as-seen");
    };
    await confirmFileFirst(caller, request, code, file, async (ctx) => {
      // A code counts for what was shown with it.
      await asSeen(ctx);
      const all = await listBatchPending(ctx, chosen, { after, limit: MAX_ROWS });
      return all.flatMap(({ stepUp, line }) => (stepUp ? [line] : []));
    });
    const { waiting, currency } = await run(caller, request, async (ctx) => {
      // The issuer's people have no files.
      const distributor = await readOwnDistributor(ctx);
      await asSeen(ctx);
      return {
        waiting: await listBatchPending(ctx, chosen, { after, limit: AT_ONCE }),
        currency: distributor.currency,
      };
    });
    const outcomes = await runEachTogether(
      decisions,
      caller,
      request,
      waiting.map(({ operationId, revision, digest }) => ({ operationId, revision, digest, decision, comment })),
    );
    const rows = waiting.map(({ line, name, amountMinor }, n): RowDecision => {
      const outcome = outcomes[n];
      if (!outcome) throw new Error("a decision had no outcome");
      const row = { line, name, amount: formatGrouped(money(amountMinor, currency)) };
      if (outcome.ok) return { ...row, outcome: outcome.value.status, message: sentenceOf(outcome.value.failure) };
      logBug(outcome.error, request.requestId);
      return { ...row, outcome: "refused", message: outcome.error.message };
    });
    return { rows, next: waiting.length === AT_ONCE ? (waiting.at(-1)?.line ?? null) : null };
  },
});

function partOf(chosen: z.output<typeof part>) {
  if ("lines" in chosen) return chosen;
  const { tab, words, from, to } = chosen;
  const minorOf = (text: string | null) => (text === null ? undefined : BigInt(text));
  return { tab, words: words ?? undefined, fromMinor: minorOf(from), toMinor: minorOf(to) };
}

function sentenceOf(failure: ErrorCode | null): string | null {
  return failure && ERRORS[failure].message;
}
