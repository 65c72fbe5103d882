import { end } from "./end";
import { at, count, free, holderOf, type Operation, type State } from "./state";
import type { Answer, Consent } from "./steps";
import { mayStill, NOBODY, personAt, refusedAtTheDoor, seenBy } from "./who";

/** How many SMS a customer gets about one operation, and how many codes are tried. */
const AT_MOST = 5;

/** The worker sends an SMS to the customer of an operation: whether one is due, and what it changes. */
export function send(state: State, by: number | "clock", place: number | "unknown"): Answer {
  const door = by === "clock" ? null : refusedAtTheDoor(state, by, NOBODY);
  if (door) return { code: door };
  if (place === "unknown") return { code: "operations.not-found" };
  const operation = at(state.operations, place);
  const { consent } = operation;
  if (!consent || !isAwaited(operation) || consent.sends >= AT_MOST) return { code: "accepted", sent: false };
  consent.sends += 1;
  count(state.audit, "operation.consent-asked");
  return { code: "accepted", sent: true };
}

/** Somebody has the customer asked once more: whether they are. */
export function sendAgain(state: State, by: number, place: number | "unknown"): Answer {
  const door = refusedAtTheDoor(state, by, { roles: ["maker"], home: true });
  if (door) return { code: door };
  const operation = seenBy(state, by, place);
  if (!operation?.consent) return { code: "operations.not-found" };
  const sent = isAwaited(operation) && operation.consent.sends < AT_MOST;
  if (sent) count(state.events, "operation.consent-asked");
  return { code: "accepted", sent };
}

/** What a customer says to an operation: what they are answered, and what it changes. */
export function answer(state: State, said: Consent): Answer {
  const operation = at(state.operations, said.operation);
  const { consent } = operation;
  const refused = said.via === "code" ? notHeard(state, said, operation) : unknownTo(state, said, operation);
  if (refused) return { code: refused };
  if (!consent) throw new Error("nobody was asked");
  if (consent.state !== "awaited") return { code: "accepted", outcome: "late", state: consent.state };
  if (operation.status !== "pending") return { code: "accepted", outcome: "late", state: operation.status };
  if (operation.overdue !== null) return { code: "accepted", outcome: "late", state: "expired" };
  if (!at(state.distributors, operation.distributor).active) return { code: "organisations.distributor-suspended" };
  const wrong = said.via === "code" ? judgeCode(state, consent, said.proof === "right") : null;
  if (wrong) return wrong;
  consent.state = said.answer;
  count(state.audit, `operation.consent-${said.answer}`);
  if (said.answer === "refused") {
    end(state, operation, "rejected", null);
    return { code: "accepted", outcome: "refused" };
  }
  const { active, wallet } = holderOf(state, operation.holder);
  const failure = !active
    ? "wallets.holder-inactive"
    : free(wallet) < operation.minor
      ? "ledger.insufficient-wallet"
      : null;
  if (failure) {
    end(state, operation, "failed", failure);
    return { code: "accepted", outcome: "failed", failure };
  }
  wallet.held += operation.minor;
  operation.holds = true;
  count(state.events, "operation.consent-given");
  return { code: "accepted", outcome: "given" };
}

function isAwaited({ status, consent, overdue }: Operation): boolean {
  return status === "pending" && consent?.state === "awaited" && overdue === null;
}

/** Why nobody may type a code; null for whoever may. */
function notHeard(state: State, { by }: Extract<Consent, { via: "code" }>, operation: Operation): string | null {
  const door = refusedAtTheDoor(state, by, { roles: ["maker"], home: true });
  if (door) return door;
  if (!operation.consent || operation.distributor !== at(state.actors, by).distributor) return "operations.not-found";
  const { active } = at(state.distributors, operation.distributor);
  return active && mayStill(personAt(state, by), ["maker"]) ? null : "auth.forbidden";
}

/** A link that leads nowhere, and a wallet that is not asked. */
function unknownTo(state: State, { via, proof }: Consent, { consent, holder }: Operation): string | null {
  const isAsked = consent && (via === "wallet" ? holderOf(state, holder).active : consent.sends > 0);
  return isAsked && proof === "right" ? null : "nowhere";
}

function judgeCode(state: State, consent: NonNullable<Operation["consent"]>, isRight: boolean): Answer | null {
  if (consent.sends === 0) return { code: "accepted", outcome: "not-sent" };
  const tooMany = consent.tries >= AT_MOST;
  if (!tooMany) consent.tries += 1;
  if (isRight && !tooMany) return null;
  count(state.audit, "operation.consent-code-wrong");
  if (tooMany) return { code: "accepted", outcome: "too-many" };
  return { code: "accepted", outcome: "wrong", triesLeft: AT_MOST - consent.tries };
}
