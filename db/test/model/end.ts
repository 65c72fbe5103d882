import { at, count, goesOut, type Operation, type State } from "./state";
import { holderOf } from "./submit";

/** Ends a pending operation: its money moves when it is completed and is free again when it is not. */
export function end(state: State, operation: Operation, status: string, failure: string | null): void {
  const distributor = at(state.distributors, operation.distributor);
  const { wallet } = holderOf(state, operation.holder);
  const { minor, withdrawal } = operation;
  const [from, to] = goesOut(state, operation) ? [distributor.float, wallet] : [wallet, distributor.float];
  if (status === "completed") {
    from.held -= minor;
    from.posted -= minor;
    to.posted += minor;
    distributor.transfers += 1;
    operation.sequence = { from: distributor.transfers, to: distributor.transfers };
  } else {
    // A queued request keeps its hold: it is in the queue again with the money still reserved.
    if (withdrawal === null) from.held -= minor;
    giveBack(state, operation);
  }
  if (withdrawal !== null) {
    const queued = at(state.withdrawals, withdrawal);
    queued.status = status === "completed" ? "fulfilled" : "waiting";
    if (status !== "completed") queued.takenBy = null;
  }
  Object.assign(operation, { status, failure });
  count(state.audit, `operation.${status}`);
  count(state.events, `operation.${status}`);
}

function giveBack(state: State, { distributor, type, key, day, minor }: Operation): void {
  if (type === "reversal") return;
  const { used } = at(state.distributors, distributor);
  used.set(day, (used.get(day) ?? 0n) - minor);
  if (key === null) return;
  const actor = at(state.actors, key);
  if (actor.kind === "key") actor.used.set(day, (actor.used.get(day) ?? 0n) - minor);
}
