import { isDeepStrictEqual } from "node:util";
import { localDate } from "@/lib/kernel/time";
import { apply, atOnce, audited } from "./apply";
import type { Cast } from "./cast";
import { together } from "./doors";
import { nextStep } from "./generate";
import { makers } from "./generate-input";
import { prolong } from "./hear";
import { compare } from "./look-closely";
import { perform } from "./perform";
import type { Random } from "./random";
import { forgetCodes, showCode } from "./show-code";
import { at, count as countOne, free, type State } from "./state";
import { type Answer, type Decision, type Request, type Step, showStep } from "./steps";
import { isOfDistributor } from "./who";

/** A request of many that came at once, and what it was answered. */
export type Answered = { readonly step: Request; readonly answer: Answer };

/** What only one, or only so many, can have: who of many at once gets it is not the model's to say, but somebody does. */
const CONTENDED: ReadonlySet<string> = new Set([
  "wallets.withdrawal-taken",
  "limits.daily-volume-exceeded",
  "limits.distributor-daily-volume-exceeded",
  "limits.distributor-weekly-volume-exceeded",
  "limits.maker-daily-exceeded",
  "limits.maker-weekly-exceeded",
  "limits.customer-daily-exceeded",
  "limits.customer-weekly-exceeded",
  "ledger.insufficient-float",
  "ledger.insufficient-wallet",
  "operations.consents-asked-too-often",
  "operations.reversal-exceeds",
  "operations.reversal-spent",
  "operations.fulfilment-id-used",
  "idempotency.key-reused",
]);
const ENDING: ReadonlySet<string> = new Set(["decide", "recall", "expire"]);
/** What several decide on at once changes money and nothing that others need for their own decision. */
const MONEY: ReadonlySet<string> = new Set(["cash-in", "cash-out-fulfillment", "reversal", "float-withdrawal"]);
const TOO_LATE: ReadonlySet<string> = new Set(["operations.already-decided", "operations.not-pending"]);

/**
 * Many requests at once that draw on floats, wallets, limits and the queue. In whatever order they were served: each that was accepted fits,
 * each that was refused would still be refused now that all others have what they got, and nothing of it is left.
 */
export async function rushIn(cast: Cast, random: Random, count: number): Promise<Answered[]> {
  // A few people and keys, so that they are in each other's way.
  const few = Array.from({ length: 1 + random.below(5) }, () => random.pick(makers(cast.state)));
  const before = cast.state.customers.map(({ wallet }) => free(wallet));
  const { answered, day } = await allAtOnce(
    cast,
    random,
    count,
    (step) =>
      step.kind === "ask" ||
      step.kind === "ask-myself" ||
      (step.kind === "submit" &&
        few.includes(step.by) &&
        step.input.type !== "policy" &&
        step.input.type !== "delegate"),
  );
  await prolong(cast);
  const made = answered.filter(({ answer }) => answer.code === "accepted" && answer.replayed !== true);
  const places = ({ answer }: Answered) => Number(answer.operation ?? answer.withdrawal);
  // Wallets give and get nothing meanwhile, so that what was covered at all was covered at first.
  cast.state.couldSpend = before;
  for (const one of made.sort((a, b) => places(a) - places(b))) fits(one, apply(cast.state, one.step, day));
  cast.state.couldSpend = null;
  for (const one of answered) if (!made.includes(one)) stays(cast.state, one, day, mayDiffer);
  await compare(cast);
  return answered;
}

/** Many decisions and recalls at once, while the clock ends what is overdue: each operation ends once, and who comes late learns how. */
export async function rushOut(cast: Cast, random: Random, count: number): Promise<Answered[]> {
  const { answered, day } = await allAtOnce(
    cast,
    random,
    count,
    (step) => ENDING.has(step.kind) && isOfMoney(cast, step),
  );
  await forgetCodes(cast);
  const overdue = { kind: "expire", by: "clock", limit: 10_000 } as const;
  const [last] = await perform(cast, overdue, day);
  const expired = answered.filter(({ step, answer }) => step.kind === "expire" && answer.code === "accepted");
  const ended = answered.filter((one) => one.answer.code === "accepted" && !expired.includes(one));
  // Of two approvals the one that still left it pending came first; in somebody's place nobody decides who could have been refused for them.
  const rank = ({ step, answer }: Answered) =>
    (answer.status === "pending" ? 0 : 2) + (typeof step.by === "number" && isDeputy(cast.state, step.by) ? 1 : 0);
  atOnce(cast.state, () => {
    for (const one of ended.sort((a, b) => rank(a) - rank(b))) fits(one, apply(cast.state, one.step, day));
  });
  const sum = [last, ...expired.map(({ answer }) => answer)].reduce(
    (total, answer) => total + Number(answer?.expired),
    0,
  );
  fits({ step: overdue, answer: { code: "accepted", expired: sum } }, apply(cast.state, overdue, day));
  for (const one of answered) {
    if (one.answer.code !== "accepted") stays(cast.state, one, day, cameEarlier);
  }
  await compare(cast);
  return answered;
}

async function allAtOnce(cast: Cast, random: Random, count: number, wanted: (step: Request) => boolean) {
  const steps: Request[] = [];
  while (steps.length < count) {
    const step = nextStep(random, cast.state);
    if (isRequest(step) && wanted(step)) steps.push(step);
  }
  const day = localDate(new Date(), "Africa/Lagos");
  await showAll(cast, steps);
  const answers = await Promise.all(steps.map((step) => perform(cast, step, day, together)));
  const answered = steps.map((step, n): Answered => ({ step, answer: answers[n]?.[0] as Answer }));
  return { answered, day };
}

function isOfMoney({ state }: Cast, step: Request): boolean {
  if (!("operation" in step) || step.operation === "unknown") return true;
  // The issuer's people come when a distributor's have approved: whether they were too early the model cannot know.
  if (step.kind === "decide" && !isOfDistributor(state, step.by)) return false;
  return MONEY.has(at(state.operations, step.operation).type);
}

function isDeputy({ delegations }: State, by: number): boolean {
  return delegations.some(({ delegate }) => delegate === by);
}

/** Everybody who is about to decide shows one code for all of it. */
async function showAll(cast: Cast, steps: Request[]): Promise<void> {
  const shown = new Map<number, Decision[]>();
  for (const [n, step] of steps.entries()) {
    if (step.kind !== "decide") continue;
    const actor = at(cast.state.actors, step.by);
    const shows = actor.kind === "person" && actor.live && actor.member;
    const decision = { ...step, code: shows ? ("shown" as const) : null };
    steps[n] = decision;
    if (shows && step.operation !== "unknown") shown.set(step.by, [...(shown.get(step.by) ?? []), decision]);
  }
  for (const [by, items] of shown) {
    await showCode(cast, by, items);
    countOne(cast.state.audit, "step-up.confirmed");
  }
}

function isRequest(step: Step): step is Request {
  return ["submit", "decide", "recall", "expire", "ask", "ask-myself"].includes(step.kind);
}

/** @throws Error where something was answered otherwise than the model says */
export function fits({ step, answer }: Answered, foretold: readonly Answer[]): void {
  if (isDeepStrictEqual([answer], foretold)) return;
  throw new Error(
    `${showStep(step)} was answered ${JSON.stringify(answer)}: the model says ${JSON.stringify(foretold[0])}`,
  );
}

/** What was refused or replayed: the model, asked when all else is done, must not accept it. */
function stays(state: State, one: Answered, day: string, differ: (given: Answer, now: Answer) => boolean): void {
  const [now] = apply(structuredClone(state), one.step, day);
  audited(state, one.step.kind, one.answer);
  // Twice at once: nobody can foresee which was first, nor whether the other was to be made.
  if (one.answer.code === "idempotency.in-progress") return;
  const isFine = (given: Answer) =>
    differ(one.answer, given) || namesAnother(state, one, given) || hadVote(one.answer, given);
  if (!now || !isFine(now)) fits(one, now ? [now] : []);
}

/** Of several who approved at once, in one unit of work, each may be named as who decided. */
function namesAnother(state: State, { step, answer }: Answered, now: Answer): boolean {
  if (answer.code !== "operations.already-decided" || now.code !== answer.code || now.status !== answer.status)
    return false;
  if (!("operation" in step) || typeof step.operation !== "number") return false;
  const approvers = at(state.operations, step.operation).approvals.map(({ by }) => at(state.actors, by));
  return approvers.length > 1 && approvers.some((one) => one.kind === "person" && one.name === answer.decidedBy);
}

/** Who stands in for somebody who votes in the same moment has a vote with them or no right to one. */
function hadVote(given: Answer, now: Answer): boolean {
  return given.code === "operations.already-voted" && now.code === "auth.forbidden";
}

function mayDiffer(given: Answer, now: Answer): boolean {
  return now.code !== "accepted" && given.code !== "accepted" && (CONTENDED.has(given.code) || CONTENDED.has(now.code));
}

function cameEarlier(given: Answer, now: Answer): boolean {
  return TOO_LATE.has(now.code) && !TOO_LATE.has(given.code);
}
