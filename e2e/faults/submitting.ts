import { randomUUID } from "node:crypto";
import type { Door } from "./asking";
import type { Dice } from "./dice";
import type { Answer } from "./exchange";
import type { Journal, Submission } from "./journal";
import { type ApiClient, actionResult, askApi, callAction, isUnknown } from "./portal-calls";
import type { Seat } from "./seats";
import { codeOf } from "./watch";

/** How one request for an operation is sent; the same again is the same request. */
type Send = (door: Door, key: string) => Promise<Answer>;

/** The API's ways to ask for an operation of `amount` minor units. */
export function cashIn(client: ApiClient, phone: string, amount: number): Send {
  const body = { operationType: "cash-in", amount: decimal(amount), phoneTo: phone };
  return (door, key) => askApi(door, client, "operations", { method: "POST", body, idempotencyKey: key });
}

export function cashOut(client: ApiClient, phone: string, amount: number): Send {
  const body = {
    operationType: "cash-out-fulfillment",
    amount: decimal(amount),
    phoneFrom: phone,
    cashOutFulfillmentType: "cash",
    cashOutFulfillmentID: `RCP-${randomUUID()}`,
  };
  return (door, key) => askApi(door, client, "operations", { method: "POST", body, idempotencyKey: key });
}

export function fulfilment(client: ApiClient, withdrawal: string): Send {
  const body = { cashOutFulfillmentType: "cash" };
  return (door, key) => askApi(door, client, `cashouts/${withdrawal}`, { method: "PUT", body, idempotencyKey: key });
}

/** A maker's cash-in on screen. */
export function webCashIn(seat: Seat, action: { path: string; id: string }, phone: string, amount: number): Send {
  return (door, key) => callAction(door, seat, action, { key, to: { phone }, amount: decimal(amount), memo: "" });
}

function decimal(minor: number): string {
  return (minor / 100).toFixed(2);
}

/**
 * Sends a request until its outcome is known: that is how a client settles what it has not heard of. Each try goes to a process of its own
 * choice.
 */
export async function submit(
  { journal, dice, doors }: Settling,
  request: { surface: "api" | "web"; amount: number; send: Send },
): Promise<string | null> {
  const { surface, amount, send } = request;
  const submission: Submission = { surface, key: randomUUID(), amount, ids: new Set(), refusal: null };
  journal.submissions.push(submission);
  journal.open++;
  for (let tries = 1; ; tries++) {
    const answer = await send(dice.pick(doors), submission.key);
    const code = codeOf(answer.text);
    const id = answer.status === 200 ? idIn(answer) : null;
    if (tries === 1 && id === null && mustRepeat(answer, code)) journal.unknown.submissions++;
    if (id !== null) {
      submission.ids.add(id);
      journal.acknowledged++;
      if (tries > 1) journal.unknown[surface === "web" ? "onScreen" : isReplay(answer) ? "foundDone" : "doneNow"]++;
    } else if (mustRepeat(answer, code)) {
      await pause(dice.upTo(150));
      continue;
    } else {
      submission.refusal = code ?? `status ${answer.status}`;
      if (tries > 1) journal.unknown.refused++;
    }
    journal.open--;
    return id;
  }
}

/** What it takes to find out what became of something. */
export type Settling = { readonly journal: Journal; readonly dice: Dice; readonly doors: readonly Door[] };

/** Whether an answer leaves the outcome open. A request that still runs elsewhere is asked again, too. */
function mustRepeat(answer: Answer, code: string | null): boolean {
  return isUnknown(answer) || code === "idempotency.in-progress" || code?.startsWith("runtime.") === true;
}

function idIn(answer: Answer): string | null {
  const result = actionResult(answer);
  if (result) return result.ok ? (result.value.operationId ?? null) : null;
  return /"operationID":"(op_[0-9a-f-]{36})"/.exec(answer.text)?.[1] ?? null;
}

// The API tells; a form is answered the same either way.
function isReplay(answer: Answer): boolean {
  return answer.headers["idempotent-replayed"] === "true";
}

/** Lets some time pass between two requests. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
