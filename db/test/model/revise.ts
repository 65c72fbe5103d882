import { seenBy, tooLate } from "./decide";
import { at, count, free, mayStill, type Operation, refusedAtTheDoor, type State } from "./state";
import type { Answer, Recipient, Revision } from "./steps";
import { holderOf } from "./submit";

/** A maker changes what waits: what it is answered, and what it changes. `day` is the distributor's own. */
export function revise(
  state: State,
  by: number,
  { operation: place, minor, to, stale }: Revision,
  day: string,
): Answer {
  const door = refusedAtTheDoor(state, by, ["maker"], false);
  if (door) return { code: door };
  const operation = seenBy(state, by, place);
  if (!operation) return { code: "operations.not-found" };
  const code = whyNot(state, by, operation, stale);
  if (code) return code;
  const distributor = at(state.distributors, operation.distributor);
  const holder = holderIn(to);
  if (!holder) return { code: "customer" in to ? "wallets.unknown-phone" : "wallets.unknown-short-code" };
  const other = holderOf(state, holder);
  if (!other.active) return { code: "wallets.holder-inactive" };
  if (minor === operation.minor && other === holderOf(state, operation.holder)) {
    return { code: "operations.nothing-changed" };
  }
  const isCashIn = operation.type === "cash-in";
  const [before, after] = isCashIn
    ? [distributor.float, distributor.float]
    : [holderOf(state, operation.holder).wallet, other.wallet];
  before.held -= operation.minor;
  if (free(after) < minor) {
    before.held += operation.minor;
    return { code: isCashIn ? "ledger.insufficient-float" : "ledger.insufficient-wallet" };
  }
  after.held += minor;
  distributor.used.set(operation.day, (distributor.used.get(operation.day) ?? 0n) - operation.minor);
  distributor.used.set(day, (distributor.used.get(day) ?? 0n) + minor);
  Object.assign(operation, {
    minor,
    holder,
    day,
    revision: operation.revision + 1,
    approvedBy: [],
    approvalsNeeded: 1,
  });
  count(state.audit, "operation.revised");
  count(state.events, "operation.revised");
  return { code: "accepted" };
}

function whyNot(state: State, by: number, operation: Operation, stale: boolean): Answer | null {
  const actor = at(state.actors, by);
  if (!at(state.distributors, operation.distributor).active) return { code: "organisations.distributor-suspended" };
  if (operation.maker !== by) return { code: "operations.not-maker" };
  // What a key has made, and what fulfils a queued request, is recalled and made anew.
  const isFixed = operation.type === "reversal" || operation.key !== null || operation.withdrawal !== null;
  if (isFixed) return { code: "operations.not-revisable" };
  if (actor.kind !== "person" || !mayStill(actor, ["maker"])) return { code: "auth.forbidden" };
  if (operation.status !== "pending") return tooLate(operation);
  if (stale) return { code: "operations.revision-changed" };
  return operation.overdue === null ? null : { code: "operations.expired" };
}

function holderIn(to: Recipient): Operation["holder"] | null {
  if ("customer" in to) return to.customer === "unknown" ? null : { customer: to.customer };
  return to.merchant === "unknown" ? null : { merchant: to.merchant };
}
