import type { Door } from "./asking";
import type { Decision } from "./journal";
import { actionResult, callAction } from "./portal-calls";
import type { Seat } from "./seats";
import { pause, type Settling } from "./submitting";

/** An operation as its checker sees it; `id` as it is shown, `op_…`. */
export type Seen = { readonly id: string; readonly revision: number; readonly digest: string };

/** A checker, and the action by which they decide. */
export type Checker = { readonly seat: Seat; readonly action: { readonly path: string; readonly id: string } };

/**
 * Decides on an operation as the screen does, until the outcome is known: a decision that nobody has heard of is sent again, and the answer
 * that it is decided already tells by whom.
 * @param door undefined for a process of one's own choice at each try
 * @returns what became of the operation by this decision; null when it came too late
 */
export async function decide(
  { journal, dice, doors }: Settling,
  { seat, action }: Checker,
  { id, revision, digest }: Seen,
  verdict: Decision["decision"],
  door?: Door,
): Promise<string | null> {
  const decision: Decision = { operation: id, person: seat.name, decision: verdict, status: null };
  const comment = verdict === "reject" ? "Not this one" : "";
  const input = { operation: id, revision, digest, decision: verdict, comment };
  journal.open++;
  for (let tries = 1; ; tries++) {
    const result = actionResult(await callAction(door ?? dice.pick(doors), seat, action, input));
    const isOpen = result === null || (!result.ok && result.error.code.startsWith("runtime."));
    if (tries === 1 && isOpen) journal.unknown.decisions++;
    if (isOpen) {
      await pause(dice.upTo(150));
      continue;
    }
    journal.open--;
    if (result.ok) {
      if (tries > 1) journal.unknown.decidedNow++;
      return record(decision, result.value.status);
    }
    const { code, details } = result.error;
    const mine = tries > 1 && code === "operations.already-decided" && details?.decidedBy === seat.name;
    if (mine) journal.unknown.decidedBefore++;
    return mine ? record(decision, details.status ?? "") : null;
  }

  function record(made: Decision, status: string): string {
    made.status = status;
    journal.decisions.push(made);
    if (verdict === "approve") journal.approvals++;
    else journal.rejections++;
    return status;
  }
}
