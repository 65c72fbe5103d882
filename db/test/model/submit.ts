import {
  at,
  count,
  free,
  type Holder,
  mayStill,
  type Operation,
  personBehind,
  refusedAtTheDoor,
  type State,
} from "./state";
import { type Answer, type Input, type Submission, showInput } from "./steps";

/** What a submission would be, as far as it is known: its amount, and on whose account that is held. */
type Meant = { readonly minor: bigint; readonly holder: Operation["holder"] | null };

/** A request to make an operation: what it is answered, and what it changes. `day` is the distributor's own. */
export function submit(state: State, by: number, { input, key }: Submission, day: string): Answer {
  const door = refusedAtTheDoor(state, by, ["maker"], true);
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
  if (input.type === "cash-out" && free(holderOf(state, holder).wallet) < minor) return "ledger.insufficient-wallet";
  if (!distributor.active) return "organisations.distributor-suspended";
  if (actor.kind === "person" && !mayStill(actor, ["maker"])) return "auth.forbidden";
  if (input.type !== "cash-in" && input.reference && isUsed(state, actor.distributor, input.reference)) {
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

function meant(state: State, input: Input): Meant {
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
  if (input.type === "fulfil" && input.withdrawal !== "unknown") {
    Object.assign(at(state.withdrawals, input.withdrawal), { status: "taken", takenBy: place });
  }
  distributor.used.set(day, (distributor.used.get(day) ?? 0n) + minor);
  if (actor.kind === "key") actor.used.set(day, (actor.used.get(day) ?? 0n) + minor);
  state.operations.push({
    distributor: actor.distributor,
    type: input.type === "cash-in" ? "cash-in" : "cash-out-fulfillment",
    minor,
    maker: personBehind(state, by).place,
    key: actor.kind === "key" ? by : null,
    holder,
    withdrawal: input.type === "fulfil" && input.withdrawal !== "unknown" ? input.withdrawal : null,
    reference: input.type === "cash-in" ? null : input.reference,
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
