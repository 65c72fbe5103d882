import {
  at,
  count,
  free,
  goesOut,
  type Holder,
  leftOf,
  mayStill,
  type Operation,
  personBehind,
  refusedAtTheDoor,
  type State,
} from "./state";
import { type Answer, type Input, type Submission, showInput } from "./steps";

const TYPES = {
  "cash-in": "cash-in",
  "cash-out": "cash-out-fulfillment",
  fulfil: "cash-out-fulfillment",
  reverse: "reversal",
} as const;

/** What a submission would be, as far as it is known: its amount, and on whose account that is held. */
type Meant = { readonly minor: bigint; readonly holder: Operation["holder"] | null };

/** A request to make an operation: what it is answered, and what it changes. `day` is the distributor's own. */
export function submit(state: State, by: number, { input, key }: Submission, day: string): Answer {
  const door = refusedAtTheDoor(state, by, ["maker"], input.type !== "reverse");
  if (door) return { code: door };
  const actor = at(state.actors, by);
  const distributor = at(state.distributors, actor.distributor);
  const name = key && `${actor.kind === "key" ? "api" : "web"} ${key}`;
  const before = name ? distributor.keys.get(name) : undefined;
  if (before) {
    return showInput(before.input) === showInput(input)
      ? { code: "accepted", operation: before.operation, replayed: true }
      : { code: "idempotency.key-reused" };
  }
  const code = whyNot(state, by, input, day);
  if (code) return { code };
  const operation = make(state, by, input, day);
  if (name) distributor.keys.set(name, { input, operation });
  count(state.audit, "operation.submitted");
  count(state.events, "operation.submitted");
  return { code: "accepted", operation, replayed: false };
}

/** The order of refusals is the contract's (Distributor API, Permissions of a key). */
function whyNot(state: State, by: number, input: Input, day: string): string | null {
  const actor = at(state.actors, by);
  const distributor = at(state.distributors, actor.distributor);
  const { minor, holder } = meant(state, input);
  if (input.type === "fulfil") {
    if (input.withdrawal === "unknown") return "wallets.withdrawal-not-found";
    if (at(state.withdrawals, input.withdrawal).status !== "waiting") return "wallets.withdrawal-taken";
  }
  if (input.type === "reverse") {
    const original = input.of === "unknown" ? null : at(state.operations, input.of);
    if (input.of === "unknown" || original?.distributor !== actor.distributor) return "operations.not-found";
    const left = leftOf(state, input.of);
    if (left === null) return "operations.not-reversible";
    if (minor > left) return "operations.reversal-exceeds";
  }
  if (actor.kind === "key") {
    if (actor.maxAmount !== null && minor > actor.maxAmount) return "limits.per-transaction-exceeded";
    const used = actor.used.get(day) ?? 0n;
    if (actor.maxDaily !== null && used + minor > actor.maxDaily) return "limits.daily-volume-exceeded";
  }
  if (!holder) {
    return input.type === "cash-in" && "merchant" in input.to ? "wallets.unknown-short-code" : "wallets.unknown-phone";
  }
  if (!holderOf(state, holder).active) return "wallets.holder-inactive";
  if (input.type === "cash-in" && free(distributor.float) < minor) return "ledger.insufficient-float";
  if (input.type === "reverse") {
    const out = goesOut(state, asOperation(input));
    const giver = out ? distributor.float : holderOf(state, holder).wallet;
    if (free(giver) < minor) return out ? "ledger.insufficient-float" : "operations.reversal-spent";
  }
  if (input.type === "cash-out" && free(holderOf(state, holder).wallet) < minor) return "ledger.insufficient-wallet";
  if (!distributor.active) return "organisations.distributor-suspended";
  if (actor.kind === "person" && !mayStill(actor, ["maker"])) return "auth.forbidden";
  if ("reference" in input && input.reference && isUsed(state, actor.distributor, input.reference)) {
    return "operations.fulfilment-id-used";
  }
  return null;
}

/** A reference is free again once its operation has ended without money; its case is no difference. */
function isUsed(state: State, distributor: number, reference: string): boolean {
  const same = (other: string | null) => other?.toLowerCase() === reference.toLowerCase();
  return state.operations.some(
    (one) =>
      one.distributor === distributor &&
      same(one.reference) &&
      (one.status === "pending" || one.status === "completed"),
  );
}

/** A reversal as the operation that it would be, as far as says which way it goes. */
function asOperation({ of }: Extract<Input, { type: "reverse" }>): Pick<Operation, "type" | "of"> {
  if (of === "unknown") throw new Error("a reversal of nothing");
  return { type: "reversal", of };
}

function meant(state: State, input: Input): Meant {
  if (input.type === "reverse") {
    return { minor: input.minor, holder: input.of === "unknown" ? null : at(state.operations, input.of).holder };
  }
  if (input.type === "fulfil") {
    if (input.withdrawal === "unknown") return { minor: 0n, holder: null };
    const { minor, customer } = at(state.withdrawals, input.withdrawal);
    return { minor, holder: { customer } };
  }
  const { minor } = input;
  if (input.type === "cash-out") return { minor, holder: input.from === "unknown" ? null : { customer: input.from } };
  const { to } = input;
  if ("customer" in to) return { minor, holder: to.customer === "unknown" ? null : { customer: to.customer } };
  return { minor, holder: to.merchant === "unknown" ? null : { merchant: to.merchant } };
}

/** The customer or merchant on the other side of an operation. */
export function holderOf(state: State, holder: Operation["holder"]): Holder {
  return "customer" in holder ? at(state.customers, holder.customer) : at(state.merchants, holder.merchant);
}

function make(state: State, by: number, input: Input, day: string): number {
  const actor = at(state.actors, by);
  const distributor = at(state.distributors, actor.distributor);
  const { minor, holder } = meant(state, input);
  if (!holder) throw new Error("an operation with nobody on the other side");
  const place = state.operations.length;
  if (input.type === "cash-in") distributor.float.held += minor;
  if (input.type === "cash-out") holderOf(state, holder).wallet.held += minor;
  if (input.type === "reverse") {
    const giver = goesOut(state, asOperation(input)) ? distributor.float : holderOf(state, holder).wallet;
    giver.held += minor;
  }
  if (input.type === "fulfil" && input.withdrawal !== "unknown") {
    Object.assign(at(state.withdrawals, input.withdrawal), { status: "taken", takenBy: place });
  }
  // What goes back uses up no limit.
  if (input.type !== "reverse") distributor.used.set(day, (distributor.used.get(day) ?? 0n) + minor);
  if (actor.kind === "key") actor.used.set(day, (actor.used.get(day) ?? 0n) + minor);
  state.operations.push({
    distributor: actor.distributor,
    type: TYPES[input.type],
    of: input.type === "reverse" && input.of !== "unknown" ? input.of : null,
    revision: 1,
    minor,
    maker: personBehind(state, by).place,
    key: actor.kind === "key" ? by : null,
    holder,
    withdrawal: input.type === "fulfil" && input.withdrawal !== "unknown" ? input.withdrawal : null,
    reference: "reference" in input ? input.reference : null,
    day,
    status: "pending",
    failure: null,
    approvalsNeeded: 1,
    approvedBy: [],
    decidedBy: null,
    overdue: null,
    sequence: null,
  });
  return place;
}
