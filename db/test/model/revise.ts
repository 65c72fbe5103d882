import { tooLate } from "./decide";
import { isSwitchedOff } from "./meant";
import { needsOf } from "./needs";
import { at, count, free, holderOf, type Operation, type State } from "./state";
import type { Answer, Recipient, Revision } from "./steps";
import { limitsOfCustomer, limitsOfMaker, passed, take } from "./volumes";
import { mayStill, personAt, refusedAtTheDoor, seenBy } from "./who";

/** A maker changes what waits: what it is answered, and what it changes. `day` is the distributor's own. */
export function revise(state: State, by: number, revision: Revision, day: string): Answer {
  const door = refusedAtTheDoor(state, by, { roles: ["maker"], home: true });
  if (door) return { code: door };
  const operation = seenBy(state, by, revision.operation);
  if (!operation) return { code: "operations.not-found" };
  const refused = whyNot(state, by, operation, revision.stale);
  if (refused) return refused;
  // What it has taken so far is free for what it takes instead, and taken again where nothing comes of it.
  take(state, operation.taken, -operation.minor, operation.day);
  const code = writeAnew(state, operation, revision, day);
  if (!code) return { code: "accepted" };
  take(state, operation.taken, operation.minor, operation.day);
  return { code };
}

function writeAnew(state: State, operation: Operation, { minor, to }: Revision, day: string): string | null {
  const { distributor, maker, key } = operation;
  if (isSwitchedOff(state, distributor, operation.type)) return "organisations.feature-off";
  const ofMaker = limitsOfMaker(state, { distributor, maker, key });
  const beyond = passed(state, ofMaker, minor, day);
  if (beyond) return beyond;
  const holder = holderIn(to);
  if (!holder) return "customer" in to ? "wallets.unknown-phone" : "wallets.unknown-short-code";
  const other = holderOf(state, holder);
  if (!other.active) return "wallets.holder-inactive";
  const ofCustomer = limitsOfCustomer(state, distributor, holder);
  const tooMuch = passed(state, ofCustomer, minor, day);
  if (tooMuch) return tooMuch;
  if (minor === operation.minor && other === holderOf(state, operation.holder)) return "operations.nothing-changed";
  const isCashIn = operation.type === "cash-in";
  const { float } = at(state.distributors, distributor);
  const [before, after] = isCashIn ? [float, float] : [holderOf(state, operation.holder).wallet, other.wallet];
  before.held -= operation.minor;
  if (free(after) < minor) {
    before.held += operation.minor;
    return isCashIn ? "ledger.insufficient-float" : "ledger.insufficient-wallet";
  }
  after.held += minor;
  const taken = [...ofMaker, ...ofCustomer].map(({ subject }) => subject);
  take(state, taken, minor, day);
  const needs = needsOf(state, { ...operation, minor });
  Object.assign(operation, { minor, holder, day, taken, needs, revision: operation.revision + 1, approvals: [] });
  count(state.audit, "operation.revised");
  count(state.events, "operation.revised");
  return null;
}

function whyNot(state: State, by: number, operation: Operation, stale: boolean): Answer | null {
  const { active, off } = at(state.distributors, operation.distributor);
  if (!active) return { code: "organisations.distributor-suspended" };
  if (operation.maker !== by) return { code: "operations.not-maker" };
  if (isFixed(operation, !off.includes("consent"))) return { code: "operations.not-revisable" };
  if (!mayStill(personAt(state, by), ["maker"])) return { code: "auth.forbidden" };
  if (operation.status !== "pending") return tooLate(operation);
  if (stale) return { code: "operations.revision-changed" };
  return operation.overdue === null ? null : { code: "operations.expired" };
}

/** What a key or a file has made, what fulfils a queued request, and what a customer was asked for, or would be now, is made anew. */
function isFixed({ type, source, withdrawal, consent }: Operation, asks: boolean): boolean {
  if (source !== "web" || withdrawal !== null || consent) return true;
  return type !== "cash-in" && (type !== "cash-out-fulfillment" || asks);
}

function holderIn(to: Recipient): Operation["holder"] {
  if ("customer" in to) return to.customer === "unknown" ? null : { customer: to.customer };
  return to.merchant === "unknown" ? null : { merchant: to.merchant };
}
