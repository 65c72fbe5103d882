import { ERRORS, isErrorCode } from "@/lib/kernel/errors";
import { deputise, endDeputy } from "./changes";
import { answer, send, sendAgain } from "./consent";
import { decide, showsCode, tooLate, undo } from "./decide";
import { end } from "./end";
import { carryOut } from "./file";
import { happen } from "./happen";
import { ask, askMyself, cancel } from "./queue";
import { revise } from "./revise";
import { at, count, type State } from "./state";
import type { Answer, Decision, Request, Step } from "./steps";
import { submit } from "./submit";
import { mayStill, NOBODY, refusedAtTheDoor, seenBy } from "./who";

/** How requests stand in the audit when they are refused. */
export const TRIES = {
  submit: "operation.submit",
  decide: "operation.decide",
  recall: "operation.recall",
  revise: "operation.revise",
  undo: "operation.undo",
  send: "operation.consent-send",
  "send-again": "operation.consent-again",
  answer: "operation.consent",
  deputise: "delegation.start",
  "end-deputy": "delegation.end",
  expire: "operation.expire",
  ask: "withdrawal.request",
  "ask-myself": "withdrawal.request",
  cancel: "withdrawal.cancel",
} as const satisfies Record<Request["kind"], string>;

/**
 * Does a step in the model.
 * @param day on which it happens, as `2026-01-31`, where the distributors are
 * @returns what each of its requests is answered; nothing for what happens around them
 */
export function apply(state: State, step: Step, day: string): Answer[] {
  switch (step.kind) {
    case "submit-many":
      return step.items.map((item) => audited(state, "submit", submit(state, step.by, item, day)));
    case "decide-many":
      shows(state, step.by, step.items);
      return atOnce(state, () => step.items.map((item) => audited(state, "decide", decide(state, step.by, item))));
    case "file":
      return [carryOut(state, step, day)];
    case "submit":
      return [audited(state, step.kind, submit(state, step.by, step, day))];
    case "decide":
      shows(state, step.by, [step]);
      return [audited(state, step.kind, decide(state, step.by, step))];
    case "recall":
      return [audited(state, step.kind, recall(state, step.by, step.operation))];
    case "revise":
      return [audited(state, step.kind, revise(state, step.by, step, day))];
    case "undo":
      return [audited(state, step.kind, undo(state, step.by, step.operation))];
    case "send":
      return [audited(state, step.kind, send(state, step.by, step.operation))];
    case "send-again":
      return [audited(state, step.kind, sendAgain(state, step.by, step.operation))];
    case "answer":
      return [audited(state, step.kind, answer(state, step))];
    case "deputise":
      return [audited(state, step.kind, deputise(state, step.by, step))];
    case "end-deputy":
      return [audited(state, step.kind, endDeputy(state, step.by, step.delegation))];
    case "expire":
      return [audited(state, step.kind, expire(state, step.by, step.limit))];
    case "ask":
      return [audited(state, step.kind, ask(state, step))];
    case "ask-myself":
      return [audited(state, step.kind, askMyself(state, step))];
    case "cancel":
      return [audited(state, step.kind, cancel(state, step))];
    default:
      happen(state, step, day);
      return [];
  }
}

function shows(state: State, by: number, items: readonly Decision[]): void {
  if (showsCode(state, by, items)) count(state.audit, "step-up.confirmed");
}

/** Does work whose transfers are executed at once: who of them comes before whom is not the model's to say. */
export function atOnce<T>(state: State, work: () => T): T {
  const before = state.distributors.map(({ transfers }) => transfers);
  const result = work();
  for (const operation of state.operations) {
    const from = at(before, operation.distributor) + 1;
    const to = at(state.distributors, operation.distributor).transfers;
    if (operation.sequence && operation.sequence.from >= from) operation.sequence = { from, to };
  }
  return result;
}

const AUDITED = ["forbidden", "conflict", "unprocessable"];

/** Keeps in the audit that somebody was refused, if such a refusal is kept. */
export function audited(state: State, kind: Request["kind"], answer: Answer): Answer {
  if (isErrorCode(answer.code) && AUDITED.includes(ERRORS[answer.code].kind)) {
    count(state.audit, `${TRIES[kind]}.refused`);
  }
  return answer;
}

function recall(state: State, by: number, place: number | "unknown"): Answer {
  const door = refusedAtTheDoor(state, by, { roles: ["admin", "maker"] });
  if (door) return { code: door };
  const actor = at(state.actors, by);
  const operation = seenBy(state, by, place);
  if (!operation) return { code: "operations.not-found" };
  if (operation.maker !== by) return { code: "operations.not-maker" };
  if (operation.status !== "pending") return tooLate(operation);
  if (actor.kind !== "person" || !mayStill(actor, ["admin", "maker"])) return { code: "auth.forbidden" };
  // The sessions of a suspended distributor's people are over.
  if (!at(state.distributors, operation.distributor).active) return { code: "auth.forbidden" };
  end(state, operation, "cancelled", null);
  return { code: "accepted" };
}

function expire(state: State, by: number | "clock", limit: number): Answer {
  const door = by === "clock" ? null : refusedAtTheDoor(state, by, NOBODY);
  if (door) return { code: door };
  const due = state.operations
    .filter((operation) => operation.status === "pending" && operation.overdue !== null)
    .sort((one, other) => (one.overdue ?? 0) - (other.overdue ?? 0))
    .slice(0, limit);
  for (const operation of due) end(state, operation, "expired", null);
  return { code: "accepted", expired: due.length };
}
