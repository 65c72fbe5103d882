import { end } from "./end";
import { at, count, mayStill, type Operation, refusedAtTheDoor, type State } from "./state";
import type { Answer, Decision } from "./steps";
import { holderOf } from "./submit";

const DECIDED = ["completed", "failed", "rejected"];

/** One person's decision on one operation: what it is answered, and what it changes. */
export function decide(state: State, by: number, decision: Decision): Answer {
  // Admins decide on changes of people; which operation needs whom is asked when it is claimed.
  const door = refusedAtTheDoor(state, by, ["admin", "checker"], false);
  if (door) return { code: door };
  if (decision.decision === "reject" && !decision.comment) return { code: "operations.reason-required" };
  const actor = at(state.actors, by);
  const operation = seenBy(state, by, decision.operation);
  if (!operation) return { code: "operations.not-found" };
  if (!at(state.distributors, operation.distributor).active) return { code: "organisations.distributor-suspended" };
  if (actor.kind !== "person" || !mayStill(actor, ["checker"])) return { code: "auth.forbidden" };
  if (operation.maker === by) return { code: "operations.own-operation" };
  if (operation.status !== "pending") return tooLate(operation);
  if (decision.stale) return { code: "operations.revision-changed" };
  if (operation.overdue !== null) return { code: "operations.expired" };
  if (operation.approvedBy.includes(by)) return { code: "operations.already-voted" };
  const earlier = decision.decision === "approve" ? whatSpeaksAgainst(state, operation) : null;
  if (earlier) return { code: earlier };
  operation.decidedBy = actor.name;
  count(state.audit, decision.decision === "approve" ? "operation.approved" : "operation.rejected-by");
  if (decision.decision === "reject") return ended(state, operation, "rejected", null);
  operation.approvedBy.push(by);
  if (operation.approvedBy.length < operation.approvalsNeeded) {
    return { code: "accepted", status: "pending", failure: null };
  }
  const failure = whyItCannotHappen(state, operation);
  return ended(state, operation, failure ? "failed" : "completed", failure);
}

/** Somebody takes their own approval back: what it is answered, and what it changes. No role is asked for. */
export function undo(state: State, by: number, place: number | "unknown"): Answer {
  const door = refusedAtTheDoor(state, by, ["admin", "maker", "checker", "viewer"], false);
  if (door) return { code: door };
  const actor = at(state.actors, by);
  const operation = seenBy(state, by, place);
  if (!operation) return { code: "operations.not-found" };
  const { active } = at(state.distributors, operation.distributor);
  if (actor.kind !== "person" || !actor.live || !actor.member || !active) return { code: "auth.forbidden" };
  if (operation.status !== "pending") return tooLate(operation);
  if (operation.overdue !== null) return { code: "operations.expired" };
  const approval = operation.approvedBy.indexOf(by);
  if (approval < 0) return { code: "operations.not-approved" };
  operation.approvedBy.splice(approval, 1);
  count(state.audit, "operation.approval-withdrawn");
  return { code: "accepted" };
}

/** An operation of the actor's own distributor; another's is as one that does not exist. */
export function seenBy(state: State, by: number, place: number | "unknown"): Operation | null {
  if (place === "unknown") return null;
  const operation = at(state.operations, place);
  return operation.distributor === at(state.actors, by).distributor ? operation : null;
}

/** Why an ended operation cannot be decided or recalled: who comes late learns who decided, if anybody did. */
export function tooLate({ status, decidedBy }: Operation): Answer {
  return DECIDED.includes(status)
    ? { code: "operations.already-decided", status, decidedBy }
    : { code: "operations.not-pending", status, decidedBy: null };
}

/** Of an operation that others have approved before: its maker may still ask for it, and they may still decide. */
function whatSpeaksAgainst(state: State, { approvedBy, key, maker }: Operation): string | null {
  if (approvedBy.length === 0) return null;
  const member = (place: number) => {
    const actor = at(state.actors, place);
    return actor.kind === "person" && actor.member ? actor : null;
  };
  const usedKey = key === null ? null : at(state.actors, key);
  const isMaker = member(maker)?.now.includes("maker") && !(usedKey?.kind === "key" && usedKey.revoked);
  if (!isMaker) return "operations.maker-left";
  return approvedBy.every((place) => member(place)?.now.includes("checker")) ? null : "operations.approver-left";
}

function whyItCannotHappen(state: State, operation: Operation): string | null {
  return holderOf(state, operation.holder).active ? null : "wallets.holder-inactive";
}

function ended(state: State, operation: Operation, status: string, failure: string | null): Answer {
  end(state, operation, status, failure);
  return { code: "accepted", status, failure };
}
