import { applyChange, subjectOf } from "./changes";
import { end } from "./end";
import { standsInFor, whatSpeaksAgainst } from "./stand-in";
import { at, count, holderOf, type Operation, type State } from "./state";
import type { Answer, Decision } from "./steps";
import { has, isOfDistributor, mayStill, peopleOf, personAt, refusedAtTheDoor, seenBy } from "./who";

const DECIDED = ["completed", "failed", "rejected"];

/** One person's decision on one operation: what it is answered, and what it changes. */
export function decide(state: State, by: number, decision: Decision): Answer {
  // Admins decide on changes of people; which operation needs whom is asked when it is claimed.
  const door = refusedAtTheDoor(state, by, { roles: ["admin", "checker"], deciding: true });
  if (door) return { code: door };
  if (decision.decision === "reject" && !decision.comment) return { code: "operations.reason-required" };
  const operation = seenBy(state, by, decision.operation);
  if (!operation || decision.operation === "unknown") return { code: "operations.not-found" };
  const isHome = isOfDistributor(state, by);
  const ownNeeded = operation.needs.approvals - operation.needs.issuers;
  const isIssuersTurn = operation.approvals.length >= ownNeeded;
  if (!isHome && !isIssuersTurn && !standsInForDesk(state, operation)) return { code: "operations.not-found" };
  if (!at(state.distributors, operation.distributor).active) return { code: "organisations.distributor-suspended" };
  const actor = personAt(state, by);
  const roles = isHome ? operation.needs.roles : ["checker"];
  const own = mayStill(actor, roles);
  const inPlaceOf = own || !actor.live || !actor.member ? null : standsInFor(state, by, operation, roles);
  if (!own && inPlaceOf === null) return { code: "auth.forbidden" };
  if (operation.maker === by) return { code: "operations.own-operation" };
  if (subjectOf(operation) === by) return { code: "operations.about-yourself" };
  if (operation.status === "pending" && operation.consent?.state === "awaited") {
    return { code: "operations.consent-awaited" };
  }
  if (operation.status !== "pending") return tooLate(operation);
  if (decision.stale) return { code: "operations.revision-changed" };
  if (operation.overdue !== null) return { code: "operations.expired" };
  // Whoever is away and whoever decides in their place have one vote.
  if (operation.approvals.some((one) => one.by === by || one.inPlaceOf === by)) {
    return { code: "operations.already-voted" };
  }
  if (isHome && isIssuersTurn) return { code: "operations.waits-for-issuer" };
  const isApproval = decision.decision === "approve";
  const earlier = isApproval ? whatSpeaksAgainst(state, operation) : null;
  if (earlier) return { code: earlier };
  if (isApproval && operation.needs.stepUp && !decision.code) return { code: "auth.step-up-required" };
  if (inPlaceOf !== null) state.inPlace.push({ operation: decision.operation, by, inPlaceOf });
  operation.decidedBy = actor.name;
  count(state.audit, isApproval ? "operation.approved" : "operation.rejected-by");
  if (!isApproval) {
    operation.rejection = { by, inPlaceOf };
    return ended(state, operation, "rejected", null);
  }
  operation.approvals.push({ by, inPlaceOf });
  if (operation.approvals.length < operation.needs.approvals) {
    return { code: "accepted", status: "pending", failure: null };
  }
  const failure = whyItCannotHappen(state, operation, decision.operation);
  return ended(state, operation, failure ? "failed" : "completed", failure);
}

/** Whether somebody has shown a fresh code with these decisions: their session must live. */
export function showsCode(state: State, by: number, items: readonly Decision[]): boolean {
  const actor = at(state.actors, by);
  const shown = items.some(({ code, operation }) => code === "fresh" && operation !== "unknown");
  return shown && actor.kind === "person" && actor.live && actor.member;
}

/** Somebody takes their own approval back: what it is answered, and what it changes. No role is asked for. */
export function undo(state: State, by: number, place: number | "unknown"): Answer {
  const door = refusedAtTheDoor(state, by, { roles: ["admin", "maker", "checker", "viewer"] });
  if (door) return { code: door };
  const actor = personAt(state, by);
  const operation = seenBy(state, by, place);
  if (!operation) return { code: "operations.not-found" };
  const open = !isOfDistributor(state, by) || at(state.distributors, operation.distributor).active;
  if (!actor.live || !actor.member || !open) return { code: "auth.forbidden" };
  if (operation.status !== "pending") return tooLate(operation);
  if (operation.overdue !== null) return { code: "operations.expired" };
  const approval = operation.approvals.findIndex((one) => one.by === by);
  if (approval < 0) return { code: "operations.not-approved" };
  operation.approvals.splice(approval, 1);
  count(state.audit, "operation.approval-withdrawn");
  return { code: "accepted" };
}

/** Why an ended operation cannot be decided or recalled: who comes late learns who decided, if anybody did. */
export function tooLate({ status, decidedBy }: Operation): Answer {
  return DECIDED.includes(status) && decidedBy !== null
    ? { code: "operations.already-decided", status, decidedBy }
    : { code: "operations.not-pending", status, decidedBy: null };
}

/** Whether the issuer's people decide in place of a distributor's: it has no two deciders, or none who may decide this. */
function standsInForDesk(state: State, operation: Operation): boolean {
  const deciders = peopleOf(state, operation.distributor).filter(({ person }) => has(person, ["checker"]));
  const others = deciders.filter(({ place }) => place !== operation.maker && place !== subjectOf(operation));
  return deciders.length < 2 || others.length === 0;
}

function whyItCannotHappen(state: State, operation: Operation, place: number): string | null {
  if (operation.change) return applyChange(state, place);
  if (!operation.holder) return null;
  return holderOf(state, operation.holder).active ? null : "wallets.holder-inactive";
}

function ended(state: State, operation: Operation, status: string, failure: string | null): Answer {
  end(state, operation, status, failure);
  return { code: "accepted", status, failure };
}
