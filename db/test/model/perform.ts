import { isDomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import {
  type DecidedOperation,
  type DecideOperation,
  decisions,
  expireOperations,
  type OperationInput,
  recallOperation,
  reviseOperation,
  type SubmitOperation,
  type SubmittedOperation,
  submissions,
  undoApproval,
} from "@/lib/operations";
import { type Ctx, hashRequest, run, runEachTogether, type SharedVerb } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import { TRIES } from "./apply";
import { befall } from "./befall";
import type { Cast } from "./cast";
import { alone, type Door } from "./doors";
import { at } from "./state";
import {
  type Answer,
  type Decision,
  type Input,
  type Recipient,
  type Request,
  type Step,
  type Submission,
  showInput,
} from "./steps";

const UNKNOWN_PHONE = "+2348199999999" as E164;
const UNKNOWN_SHORT_CODE = "999999";

/** Does a step in the real world, through the verbs: what each of its requests is answered. What is no refusal is thrown. */
export async function perform(cast: Cast, step: Step, day: string, door: Door = alone): Promise<Answer[]> {
  const one = async (request: Request, verb: (ctx: Ctx) => Promise<Answer>) => [
    await answerOf(ask(cast, request, verb)),
  ];
  switch (step.kind) {
    case "submit": {
      const made = door.submit(cast, at(cast.callers, step.by), toSubmission(cast, step.by, step));
      return [await answerOf(made.then((value) => submitted(cast, value)))];
    }
    case "decide": {
      const decision = await toDecision(cast, step);
      return [await answerOf(door.decide(cast, at(cast.callers, step.by), decision).then(decided))];
    }
    case "recall":
      return one(step, async (ctx) => {
        await recallOperation(ctx, operationAt(cast, step.operation));
        return { code: "accepted" };
      });
    case "revise": {
      const { operationId, revision } = await toDecision(cast, {
        operation: step.operation,
        decision: "approve",
        stale: step.stale ? "revision" : null,
        comment: null,
      });
      const changes = { amount: money(step.minor, "NGN"), to: toRecipient(cast, step.to), memo: null };
      return one(step, async (ctx) => {
        await reviseOperation(ctx, { operationId, revision, changes, idempotency: null });
        return { code: "accepted" };
      });
    }
    case "undo": {
      const { operationId, revision } = await toDecision(cast, {
        ...step,
        decision: "approve",
        stale: null,
        comment: null,
      });
      return one(step, async (ctx) => {
        await undoApproval(ctx, { operationId, revision });
        return { code: "accepted" };
      });
    }
    case "expire":
      return one(step, async (ctx) => ({ code: "accepted", expired: await expireOperations(ctx, step.limit) }));
    case "ask": {
      const phone = step.customer === "unknown" ? UNKNOWN_PHONE : at(cast.customers, step.customer).phone;
      const wish = { phone, amount: money(step.minor, "NGN") };
      const made = ask(cast, step, (ctx) => requestWithdrawal(ctx, wish));
      return [await answerOf(made.then((id) => ({ code: "accepted", withdrawal: cast.withdrawals.push(id) - 1 })))];
    }
    case "submit-many": {
      const inputs = step.items.map((item) => toSubmission(cast, step.by, item));
      return many(cast, step.by, submissions, inputs, (made) => submitted(cast, made));
    }
    case "decide-many": {
      const inputs = await Promise.all(step.items.map((item) => toDecision(cast, item)));
      return many(cast, step.by, decisions, inputs, decided);
    }
    default:
      await befall(cast, step, day);
      return [];
  }
}

function ask<T>(cast: Cast, { kind, by }: Request, verb: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { world } = cast;
  const caller = by === "clock" ? world.system : at(cast.callers, by);
  // The clock stands for customers, which the owner alone may.
  const database = by === "clock" && kind === "ask" ? world.owner : world.app;
  return run(caller, { requestId: "model", database, tries: { action: TRIES[kind] } }, verb);
}

async function many<I, T>(
  cast: Cast,
  by: number,
  verb: SharedVerb<I, T>,
  inputs: readonly I[],
  answer: (value: T) => Answer,
): Promise<Answer[]> {
  try {
    const outcomes = await runEachTogether(verb, at(cast.callers, by), { requestId: "model" }, inputs);
    return outcomes.map((outcome) => (outcome.ok ? answer(outcome.value) : refusal(outcome.error)));
  } catch (error) {
    // Who is nobody is refused once for all.
    return inputs.map(() => refusal(error));
  }
}

async function answerOf(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    return refusal(error);
  }
}

/** A refusal as its caller sees it. Anything else is thrown on: it is never what the model expects. */
export function refusal(error: unknown): Answer {
  if (!isDomainError(error)) throw error;
  const { code, details } = error;
  if (code !== "operations.already-decided" && code !== "operations.not-pending") return { code };
  return { code, status: details?.status ?? null, decidedBy: details?.decidedBy ?? null };
}

function submitted(cast: Cast, { operationId, replayed }: SubmittedOperation): Answer {
  const known = cast.operations.indexOf(operationId);
  const operation = known >= 0 ? known : cast.operations.push(operationId) - 1;
  return { code: "accepted", operation, replayed };
}

function decided({ status, failure }: DecidedOperation): Answer {
  return { code: "accepted", status, failure };
}

/** A submission as the verbs take it. */
export function toSubmission(cast: Cast, by: number, { input, key }: Submission): SubmitOperation {
  const actor = at(cast.state.actors, by);
  const source = actor.kind === "key" ? "api" : "web";
  const organisation = at(cast.distributors, actor.distributor).id;
  const requestHash = hashRequest({ input: showInput(input) });
  return {
    input: toInput(cast, input),
    source,
    idempotency: key === null ? null : { surface: source, key, requestHash, organisation },
  };
}

function toInput(cast: Cast, input: Input): OperationInput {
  if (input.type === "cash-in") {
    return { type: "cash-in", amount: money(input.minor, "NGN"), to: toRecipient(cast, input.to), memo: null };
  }
  if (input.type === "reverse") {
    const amount = money(input.minor, "NGN");
    return { type: "reversal", of: operationAt(cast, input.of), amount, reason: "Wrong customer" };
  }
  const rest = { fulfilmentType: "cash", reference: input.reference, memo: null } as const;
  const from =
    input.type === "cash-out"
      ? { phone: phoneOf(cast, input.from), amount: money(input.minor, "NGN") }
      : { withdrawal: input.withdrawal === "unknown" ? newId("withdrawal") : at(cast.withdrawals, input.withdrawal) };
  return { type: "cash-out-fulfillment", from, ...rest };
}

function toRecipient(cast: Cast, to: Recipient) {
  if ("customer" in to) return { phone: phoneOf(cast, to.customer) };
  return { shortCode: to.merchant === "unknown" ? UNKNOWN_SHORT_CODE : at(cast.merchants, to.merchant).shortCode };
}

function phoneOf(cast: Cast, customer: number | "unknown"): E164 {
  return customer === "unknown" ? UNKNOWN_PHONE : at(cast.customers, customer).phone;
}

function operationAt(cast: Cast, place: number | "unknown"): Id<"operation"> {
  return place === "unknown" ? newId("operation") : at(cast.operations, place);
}

/** A decision as the verbs take it, on the operation as it stands, but for what is stale. */
export async function toDecision(
  cast: Cast,
  { operation, decision, stale, comment }: Decision,
): Promise<DecideOperation> {
  const operationId = operationAt(cast, operation);
  const [row] = await cast.backstage.sql<{ revision: number; digest: string }[]>`
    select revision, encode(digest, 'hex') as digest from operations where id = ${operationId}`;
  const seen = row ?? { revision: 1, digest: "00".repeat(32) };
  return {
    operationId,
    revision: stale === "revision" ? seen.revision + 1 : seen.revision,
    digest: stale === "digest" ? "ab".repeat(32) : seen.digest,
    decision,
    comment,
  };
}
