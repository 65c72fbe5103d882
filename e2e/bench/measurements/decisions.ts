import { type DecidedOperation, decisions } from "@/lib/operations";
import { runEachTogether, runTogether } from "@/lib/runtime";
import { CALLERS, drive } from "../drive";
import type { Bench, Measurement } from "../measurement";
import { submitPending } from "../pending";
import { signedIn } from "../world";
import { hotUnits, hotUpdates } from "./bare-updates";

const WARM_UP = 1;
const BULK = 1_000;
const REQUEST = { requestId: "bench" };
/** Decisions a second that no run has reached yet: that many operations are made ready for the first one. */
const SUPPOSED = 400;

let reached = SUPPOSED;

function completed({ status }: DecidedOperation): void {
  if (status !== "completed") throw new Error(`a decision of the bench ended as ${status}`);
}

async function decideOneByOne(bench: Bench) {
  const { seconds } = bench.place.options;
  const checkers = await Promise.all(bench.world.checkerTokens.map(signedIn));
  const waiting = await submitPending(bench, Math.ceil(reached * 1.5 * (seconds + WARM_UP)));
  const measured = await drive({ callers: CALLERS, seconds, warmUp: WARM_UP }, async (n) => {
    const approval = waiting.pop();
    const checker = checkers[n];
    if (!approval || !checker) return false;
    completed(await runTogether(decisions, checker, REQUEST, approval));
    return true;
  });
  reached = Math.max(reached, measured.value);
  return measured;
}

/** Claim, settle, transfer, audit and outbox, each as its own request of a checker in a session. */
export const hotDecisions: Measurement = {
  name: "decisions-hot",
  what: "complete decisions on one float, 16 callers in 16 sessions of 4 checkers",
  unit: "1/s",
  baseline: hotUpdates,
  target: { times: 1, p99: 150 },
  measure: decideOneByOne,
};

/** The same beside updates that are sent as transactions. */
export const hotDecisionsByUnit: Measurement = { ...hotDecisions, name: "decisions-hot-by-unit", baseline: hotUnits };

/** One checker approves everything that waits. */
export const bulkApproval: Measurement = {
  name: "bulk-approval",
  what: "approval of 1,000 operations by one checker",
  unit: "s",
  target: { atMost: 2 },
  async measure(bench) {
    const waiting = await submitPending(bench, BULK);
    const checker = await signedIn(bench.world.checkerTokens[0] ?? "");
    const started = performance.now();
    const outcomes = await runEachTogether(decisions, checker, REQUEST, waiting);
    const value = (performance.now() - started) / 1000;
    for (const outcome of outcomes) {
      if (!outcome.ok) throw outcome.error;
      completed(outcome.value);
    }
    return { value, p50: null, p99: null };
  },
};
