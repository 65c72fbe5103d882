import { newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import {
  type DecidedOperation,
  decisions,
  expireOperations,
  recallOperation,
  reviseOperation,
  type SubmittedOperation,
  submissions,
  undoApproval,
} from "@/lib/operations";
import { endDelegation } from "@/lib/people";
import { type Ctx, runEachTogether, type SharedVerb } from "@/lib/runtime";
import { cancelWithdrawal, requestWithdrawal } from "@/lib/wallets";
import { answerOf, ask, askAsCustomer, refusal } from "./answers";
import { befall } from "./befall";
import type { Cast } from "./cast";
import { begin, beginsWith, delegationAt } from "./deputies";
import { alone, type Door } from "./doors";
import { askCustomer, askCustomerAgain, hearCustomer, prolong } from "./hear";
import { asSeen, operationAt, phoneOf, toDecision, toDeputy, toRecipient, toSubmission } from "./requests";
import { withCode } from "./show-code";
import { at } from "./state";
import type { Answer, Request, Step } from "./steps";
import { uploadFile } from "./upload-file";

/** Does a step in the real world, through the verbs: what each of its requests is answered. What is no refusal is thrown. */
export async function perform(cast: Cast, step: Step, day: string, door: Door = alone): Promise<Answer[]> {
  const one = async (request: Exclude<Request, { by: "customer" }>, verb: (ctx: Ctx) => Promise<Answer>) => [
    await answerOf(ask(cast, request, verb)),
  ];
  switch (step.kind) {
    case "submit": {
      const made = door.submit(cast, at(cast.callers, step.by), toSubmission(cast, step.by, step, day));
      const answer = await answerOf(made.then((value) => submitted(cast, value)));
      if (door === alone) await prolong(cast);
      return [answer];
    }
    case "decide": {
      const decision = await toDecision(cast, step);
      const decide = () => answerOf(door.decide(cast, at(cast.callers, step.by), decision).then(decided));
      return [beginsWith(cast, step.operation, await withCode(cast, step.by, [step], decide))];
    }
    case "recall":
      return one(step, async (ctx) => {
        await recallOperation(ctx, operationAt(cast, step.operation));
        return { code: "accepted" };
      });
    case "revise": {
      const { operationId, revision } = await asSeen(cast, step.operation);
      const changes = { amount: money(step.minor, "NGN"), to: toRecipient(cast, step.to), memo: null };
      const seen = { operationId, revision: step.stale ? revision + 1 : revision };
      return one(step, async (ctx) => {
        await reviseOperation(ctx, { ...seen, changes, idempotency: null });
        return { code: "accepted" };
      });
    }
    case "undo": {
      const { operationId, revision } = await asSeen(cast, step.operation);
      return one(step, async (ctx) => {
        await undoApproval(ctx, { operationId, revision });
        return { code: "accepted" };
      });
    }
    case "send":
      return [await askCustomer(cast, step)];
    case "send-again":
      return [await askCustomerAgain(cast, step)];
    case "answer":
      return [await hearCustomer(cast, step)];
    case "deputise":
      return [await begin(cast, step, toDeputy(cast, step, day))];
    case "end-deputy":
      return one(step, async (ctx) => {
        await endDelegation(ctx, delegationAt(cast, step.delegation));
        return { code: "accepted" };
      });
    case "expire":
      return one(step, async (ctx) => ({ code: "accepted", expired: await expireOperations(ctx, step.limit) }));
    case "ask": {
      const wish = { phone: phoneOf(cast, step.customer), amount: money(step.minor, "NGN") };
      const made = ask(cast, step, (ctx) => requestWithdrawal(ctx, wish));
      return [await answerOf(made.then((id) => ({ code: "accepted", withdrawal: cast.withdrawals.push(id) - 1 })))];
    }
    case "ask-myself": {
      const wish = { phone: phoneOf(cast, step.customer), amount: money(step.minor, "NGN") };
      const made = askAsCustomer(cast, step, (ctx) => requestWithdrawal(ctx, wish));
      return [await answerOf(made.then((id) => ({ code: "accepted", withdrawal: cast.withdrawals.push(id) - 1 })))];
    }
    case "cancel": {
      const id = step.withdrawal === "unknown" ? newId("withdrawal") : at(cast.withdrawals, step.withdrawal);
      const cancelled = askAsCustomer(cast, step, (ctx) => cancelWithdrawal(ctx, id));
      return [await answerOf(cancelled.then(() => ({ code: "accepted" })))];
    }
    case "file":
      return [await uploadFile(cast, step, day)];
    case "submit-many": {
      const inputs = step.items.map((item) => toSubmission(cast, step.by, item, day));
      const answers = await many(cast, step.by, submissions, inputs, (made) => submitted(cast, made));
      await prolong(cast);
      return answers;
    }
    case "decide-many": {
      const inputs = await Promise.all(step.items.map((item) => toDecision(cast, item)));
      const answers = await withCode(cast, step.by, step.items, () => many(cast, step.by, decisions, inputs, decided));
      return answers.map((answer, n) => beginsWith(cast, at(step.items, n).operation, answer));
    }
    default:
      await befall(cast, step, day);
      return [];
  }
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

function submitted(cast: Cast, { operationId, replayed }: SubmittedOperation): Answer {
  const known = cast.operations.indexOf(operationId);
  const operation = known >= 0 ? known : cast.operations.push(operationId) - 1;
  return { code: "accepted", operation, replayed };
}

function decided({ status, failure }: DecidedOperation): Answer {
  return { code: "accepted", status, failure };
}
