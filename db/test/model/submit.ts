import { claimed, deputyRefused, policyRefused } from "./changes";
import { type Asker, asking, asksFirst, giverOf, isSwitchedOff, meant, TYPES } from "./meant";
import { needsOf } from "./needs";
import { at, count, free, holderOf, leftOf, type Operation, type State } from "./state";
import { type Answer, type Input, type Submission, showInput } from "./steps";
import { limitsOfCustomer, limitsOfMaker, passed, take } from "./volumes";
import { has, mayStill, personBehind, refusedAtTheDoor } from "./who";

/** How often one distributor asks one customer within an hour. */
const ASKED_AT_MOST = 10;

/** A request to make an operation: what it is answered, and what it changes. `day` is the distributor's own. */
export function submit(state: State, by: number, { input, key }: Submission, day: string): Answer {
  const door = refusedAtTheDoor(state, by, TYPES[input.type].door);
  if (door) return { code: door };
  const actor = at(state.actors, by);
  const distributor = at(state.distributors, actor.distributor);
  if (isSwitchedOff(state, actor.distributor, TYPES[input.type].type)) return { code: "organisations.feature-off" };
  const source = actor.kind === "key" ? "api" : "web";
  const name = key && `${source} ${key}`;
  const before = name ? distributor.keys.get(name) : undefined;
  if (before) {
    return showInput(before.input) === showInput(input)
      ? { code: "accepted", operation: before.operation, replayed: true }
      : { code: "idempotency.key-reused" };
  }
  const code = whyNot(state, { by, source }, input, day);
  if (code) return { code };
  const operation = make(state, { by, source }, input, day);
  if (name) distributor.keys.set(name, { input, operation });
  return { code: "accepted", operation, replayed: false };
}

/** Why nothing is made; null where something is. The order of refusals is the contract's (Distributor API, Permissions of a key). */
export function whyNot(state: State, asker: Asker, input: Input, day: string): string | null {
  if (input.type === "policy") return policyRefused(state, asker.by, input) ?? refusedLast(state, asker, input);
  if (input.type === "delegate") return deputyRefused(state, asker.by, input) ?? refusedLast(state, asker, input);
  const { distributor } = at(state.actors, asker.by);
  // A switch is looked at before anything of a set is claimed.
  if (isSwitchedOff(state, distributor, TYPES[input.type].type)) return "organisations.feature-off";
  const claim = notToBeHad(state, asker, input);
  if (claim) return claim;
  const { minor, holder } = meant(state, input);
  // What goes back, and what goes to the issuer, uses up no limit.
  const counts = input.type !== "reverse" && input.type !== "float";
  const beyond = counts && passed(state, limitsOfMaker(state, asking(state, asker)), minor, day);
  if (beyond) return beyond;
  if (input.type !== "float") {
    if (!holder) {
      return input.type === "cash-in" && "merchant" in input.to
        ? "wallets.unknown-short-code"
        : "wallets.unknown-phone";
    }
    if (!holderOf(state, holder).active) return "wallets.holder-inactive";
  }
  const asks = asksFirst(state, distributor, input);
  if (asks && couldSpend(state, holder) < minor) return "ledger.insufficient-wallet";
  if (asks && (state.asked.get(pairOf(distributor, holder)) ?? 0) >= ASKED_AT_MOST) {
    return "operations.consents-asked-too-often";
  }
  const ofCustomer = counts && passed(state, limitsOfCustomer(state, distributor, holder), minor, day);
  if (ofCustomer) return ofCustomer;
  const short = asks ? null : shortOf(state, distributor, input, minor, holder);
  return short ?? refusedLast(state, asker, input) ?? referenceUsed(state, distributor, input);
}

/** What only one operation may have: a queued request, what is left of an operation. */
function notToBeHad(state: State, { by }: Asker, input: Input): string | null {
  if (input.type === "fulfil") {
    if (input.withdrawal === "unknown") return "wallets.withdrawal-not-found";
    const { status } = at(state.withdrawals, input.withdrawal);
    if (status === "cancelled") return "wallets.withdrawal-cancelled";
    return status === "waiting" ? null : "wallets.withdrawal-taken";
  }
  if (input.type !== "reverse") return null;
  const original = input.of === "unknown" ? null : at(state.operations, input.of);
  if (input.of === "unknown" || original?.distributor !== at(state.actors, by).distributor)
    return "operations.not-found";
  const left = leftOf(state, input.of);
  if (left === null) return "operations.not-reversible";
  if (original.longAgo) return "operations.reversal-too-late";
  return input.minor > left ? "operations.reversal-exceeds" : null;
}

function pairOf(distributor: number, holder: Operation["holder"]): string {
  return JSON.stringify({ distributor, ...holder });
}

function couldSpend(state: State, holder: Operation["holder"]): bigint {
  if (!holder || !("customer" in holder)) throw new Error("no customer is asked");
  return state.couldSpend ? at(state.couldSpend, holder.customer) : free(holderOf(state, holder).wallet);
}

/** What its giver is told who has not as much; null where it has, and where nothing is held anew. */
function shortOf(
  state: State,
  distributor: number,
  input: Input,
  minor: bigint,
  holder: Operation["holder"],
): string | null {
  const giver = giverOf(state, distributor, input, holder);
  if (!giver || free(giver.account) >= minor) return null;
  if (giver.isFloat) return "ledger.insufficient-float";
  return input.type === "reverse" ? "operations.reversal-spent" : "ledger.insufficient-wallet";
}

/** What is asked after every wait: the distributor, and whether whoever asks may still. */
function refusedLast(state: State, { by, source }: Asker, input: Input): string | null {
  if (!at(state.distributors, at(state.actors, by).distributor).active) return "organisations.distributor-suspended";
  const { person } = personBehind(state, by);
  const { roles } = TYPES[input.type].door;
  if (source === "web" && !mayStill(person, roles)) return "auth.forbidden";
  return source === "bulk" && !has(person, roles) ? "auth.forbidden" : null;
}

/** A reference is free again once its operation has ended without money; its case is no difference. */
function referenceUsed(state: State, distributor: number, input: Input): string | null {
  const reference = "reference" in input && input.reference?.toLowerCase();
  if (!reference) return null;
  const isUsed = state.operations.some(
    (one) =>
      one.distributor === distributor &&
      one.reference?.toLowerCase() === reference &&
      (one.status === "pending" || one.status === "completed"),
  );
  return isUsed ? "operations.fulfilment-id-used" : null;
}

/** Makes what nothing refuses: its place. */
export function make(state: State, asker: Asker, input: Input, day: string): number {
  const { minor, holder } = meant(state, input);
  const { distributor, maker, key } = asking(state, asker);
  const place = state.operations.length;
  const asks = asksFirst(state, distributor, input);
  const giver = asks ? null : giverOf(state, distributor, input, holder);
  if (giver) giver.account.held += minor;
  const { type } = TYPES[input.type];
  const of = input.type === "reverse" && input.of !== "unknown" ? input.of : null;
  const withdrawal = input.type === "fulfil" && input.withdrawal !== "unknown" ? input.withdrawal : null;
  if (withdrawal !== null) Object.assign(at(state.withdrawals, withdrawal), { status: "taken", takenBy: place });
  const counts = type === "cash-in" || type === "cash-out-fulfillment";
  const limits = counts
    ? [...limitsOfMaker(state, { distributor, maker, key }), ...limitsOfCustomer(state, distributor, holder)]
    : [];
  const taken = limits.map(({ subject }) => subject);
  take(state, taken, minor, day);
  const { source } = asker;
  const change = claimed(state, asker.by, input);
  state.operations.push({
    ...{ distributor, type, source, of, revision: 1, minor, maker, key, holder, withdrawal, day, taken },
    change,
    reference: "reference" in input ? input.reference : null,
    consent: asks ? { state: "awaited", sends: 0, tries: 0 } : null,
    holds: giver !== null,
    status: "pending",
    failure: null,
    needs: needsOf(state, { distributor, type, of, minor, source, maker, change }),
    approvals: [],
    rejection: null,
    decidedBy: null,
    overdue: null,
    longAgo: false,
    sequence: null,
  });
  count(state.audit, "operation.submitted");
  count(state.events, "operation.submitted");
  if (asks) {
    count(state.events, "operation.consent-asked");
    count(state.asked, pairOf(distributor, holder));
  }
  return place;
}
