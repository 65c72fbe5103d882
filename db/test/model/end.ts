import { goesOut } from "./meant";
import { at, count, holderOf, type Operation, type State } from "./state";
import { take } from "./volumes";

/** Ends a pending operation: its money moves when it is completed and is free again when it is not. */
export function end(state: State, operation: Operation, status: string, failure: string | null): void {
  if (!operation.change) {
    if (status === "completed") pay(state, operation);
    else free(state, operation);
    if (operation.withdrawal !== null) backInTheQueue(state, operation.withdrawal, status);
  }
  Object.assign(operation, { status, failure, holds: false });
  count(state.audit, `operation.${status}`);
  count(state.events, `operation.${status}`);
}

function pay(state: State, operation: Operation): void {
  const distributor = at(state.distributors, operation.distributor);
  const { from, to } = sides(state, operation);
  from.held -= operation.minor;
  from.posted -= operation.minor;
  if (to) to.posted += operation.minor;
  distributor.transfers += 1;
  operation.sequence = { from: distributor.transfers, to: distributor.transfers };
}

/** A queued request keeps its hold: it is in the queue again with the money still reserved. Before its customer agrees one has none. */
function free(state: State, operation: Operation): void {
  if (operation.holds) sides(state, operation).from.held -= operation.minor;
  take(state, operation.taken, -operation.minor, operation.day);
}

function backInTheQueue(state: State, withdrawal: number, status: string): void {
  const queued = at(state.withdrawals, withdrawal);
  queued.status = status === "completed" ? "fulfilled" : "waiting";
  if (status !== "completed") queued.takenBy = null;
}

/** The accounts of an operation; what goes to the issuer goes to none of those that the model knows. */
function sides(state: State, operation: Operation) {
  const { float } = at(state.distributors, operation.distributor);
  const wallet = operation.holder && holderOf(state, operation.holder).wallet;
  if (!wallet) return { from: float, to: null };
  return goesOut(state, operation) ? { from: float, to: wallet } : { from: wallet, to: float };
}
