import { walletCaller, whoAsks } from "@/lib/identity";
import { answerConsent, askConsentAgain, type ConsentOutcome, consentCaller, prepareConsent } from "@/lib/operations";
import { type Caller, run } from "@/lib/runtime";
import { anotherCode } from "../consents";
import { answerOf, ask } from "./answers";
import { TRIES } from "./apply";
import { rewrite } from "./befall";
import type { Cast } from "./cast";
import { operationAt } from "./requests";
import { at } from "./state";
import type { Answer, Consent, Step } from "./steps";

const NOWHERE: Answer = { code: "nowhere" };
const NO_LINK = "x".repeat(32);

/** The worker sends an SMS to the customer of an operation, or somebody else tries to. */
export async function askCustomer(cast: Cast, step: Extract<Step, { kind: "send" }>): Promise<Answer> {
  const operation = operationAt(cast, step.operation);
  const sent =
    step.by === "clock" ? cast.consents.tryToAsk(operation) : ask(cast, step, (ctx) => prepareConsent(ctx, operation));
  return answerOf(
    sent.then((sms) => {
      if (sms && step.operation !== "unknown") {
        cast.sms.set(step.operation, [...(cast.sms.get(step.operation) ?? []), sms]);
      }
      return { code: "accepted", sent: sms !== null };
    }),
  );
}

/** Somebody has the customer asked once more. */
export function askCustomerAgain(cast: Cast, step: Extract<Step, { kind: "send-again" }>): Promise<Answer> {
  const operation = operationAt(cast, step.operation);
  const again = ask(cast, step, (ctx) => askConsentAgain(ctx, operation));
  return answerOf(again.then(({ sent }) => ({ code: "accepted", sent })));
}

/** A customer answers, or somebody types what they read out. */
export async function hearCustomer(cast: Cast, step: { readonly kind: "answer" } & Consent): Promise<Answer> {
  const { operation: place, answer, proof } = step;
  const operationId = at(cast.operations, place);
  const sent = cast.sms.get(place) ?? [];
  const sms = proof === "right" ? sent.at(-1) : proof === "older" ? sent.at(-2) : undefined;
  if (step.via === "code") {
    const code = sms?.code ?? anotherCode(sent.at(-1)?.code ?? "");
    const typed = ask(cast, step, (ctx) => answerConsent(ctx, { operationId, answer: "given", code }));
    return answerOf(typed.then(heard));
  }
  if (step.via === "link") {
    const token = sms?.token ?? NO_LINK;
    const asked = await consentCaller(token);
    return asked ? as(cast, asked.caller, { operationId: asked.operationId, answer, token }) : NOWHERE;
  }
  const holder = at(cast.state.operations, place).holder;
  const customer = holder && "customer" in holder ? holder.customer : 0;
  const other = (customer + 1) % cast.customers.length;
  const { own } = at(cast.customers, proof === "right" ? customer : other);
  const asking = await whoAsks(own.token, operationId);
  if (!asking) return NOWHERE;
  return as(cast, walletCaller(own.token, own.wallet, asking), { operationId, answer, inWallet: true });
}

function as(cast: Cast, caller: Caller, said: Parameters<typeof answerConsent>[1]): Promise<Answer> {
  const request = { requestId: "model", database: cast.world.app, tries: { action: TRIES.answer } };
  return answerOf(run(caller, request, (ctx) => answerConsent(ctx, said)).then(heard));
}

function heard(outcome: ConsentOutcome): Answer {
  return { code: "accepted", ...outcome };
}

/** Whoever is asked has five minutes. How long a run takes is not the model's to foretell, so that they have more; when it ends is its to say. */
export async function prolong(cast: Cast): Promise<void> {
  await rewrite(
    cast,
    (tx) => tx`update operations set expires_at = expires_at + interval '1 day'
                where status = 'pending' and consent = 'awaited' and expires_at between now() and now() + interval '6 minutes'`,
  );
}
