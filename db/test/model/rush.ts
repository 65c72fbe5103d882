import { isDeepStrictEqual } from "node:util";
import { localDate } from "@/lib/kernel/time";
import { apply, atOnce, audited } from "./apply";
import type { Cast } from "./cast";
import { together } from "./doors";
import { makers, nextStep } from "./generate";
import { compare } from "./look-closely";
import { perform } from "./perform";
import type { Random } from "./random";
import { at, type State } from "./state";
import { type Answer, type Request, type Step, showStep } from "./steps";

/** A request of many that came at once, and what it was answered. */
export type Answered = { readonly step: Request; readonly answer: Answer };

/** What only one, or only so many, can have: who of many at once gets it is not the model's to say, but somebody does. */
const CONTENDED: ReadonlySet<string> = new Set([
  "wallets.withdrawal-taken",
  "limits.daily-volume-exceeded",
  "ledger.insufficient-float",
  "ledger.insufficient-wallet",
  "operations.reversal-exceeds",
  "operations.reversal-spent",
  "operations.fulfilment-id-used",
  "idempotency.key-reused",
]);
const ENDING: ReadonlySet<string> = new Set(["decide", "recall", "expire"]);
const TOO_LATE: ReadonlySet<string> = new Set(["operations.already-decided", "operations.not-pending"]);

/**
 * Many requests at once that draw on floats, wallets, limits and the queue. In whatever order they were served: each that was accepted fits,
 * each that was refused would still be refused now that all others have what they got, and nothing of it is left.
 */
export async function rushIn(cast: Cast, random: Random, count: number): Promise<Answered[]> {
  // A few people and keys, so that they are in each other's way.
  const few = Array.from({ length: 1 + random.below(5) }, () => random.pick(makers(cast.state)));
  const { answered, day } = await allAtOnce(
    cast,
    random,
    count,
    (step) => step.kind === "ask" || (step.kind === "submit" && few.includes(step.by)),
  );
  const made = answered.filter(({ answer }) => answer.code === "accepted" && answer.replayed !== true);
  const places = ({ answer }: Answered) => Number(answer.operation ?? answer.withdrawal);
  for (const one of made.sort((a, b) => places(a) - places(b))) fits(one, apply(cast.state, one.step, day));
  for (const one of answered) if (!made.includes(one)) stays(cast.state, one, day, mayDiffer);
  await compare(cast);
  return answered;
}

/** Many decisions and recalls at once, while the clock ends what is overdue: each operation ends once, and who comes late learns how. */
export async function rushOut(cast: Cast, random: Random, count: number): Promise<Answered[]> {
  const { answered, day } = await allAtOnce(cast, random, count, ({ kind }) => ENDING.has(kind));
  const overdue = { kind: "expire", by: "clock", limit: 10_000 } as const;
  const [last] = await perform(cast, overdue, day);
  const expired = answered.filter(({ step, answer }) => step.kind === "expire" && answer.code === "accepted");
  const ended = answered.filter((one) => one.answer.code === "accepted" && !expired.includes(one));
  // Of two approvals the one that still left it pending came first.
  const rank = ({ answer }: Answered) => (answer.status === "pending" ? 0 : 1);
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
  const answers = await Promise.all(steps.map((step) => perform(cast, step, day, together)));
  const answered = steps.map((step, n): Answered => ({ step, answer: answers[n]?.[0] as Answer }));
  return { answered, day };
}

function isRequest(step: Step): step is Request {
  return ["submit", "decide", "recall", "expire", "ask"].includes(step.kind);
}

function fits({ step, answer }: Answered, foretold: readonly Answer[]): void {
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
  if (!now || !(differ(one.answer, now) || namesAnother(state, one, now))) fits(one, now ? [now] : []);
}

/** Of several who approved at once, in one unit of work, each may be named as who decided. */
function namesAnother(state: State, { step, answer }: Answered, now: Answer): boolean {
  if (answer.code !== "operations.already-decided" || now.code !== answer.code || now.status !== answer.status)
    return false;
  if (!("operation" in step) || typeof step.operation !== "number") return false;
  const approvers = at(state.operations, step.operation).approvedBy.map((by) => at(state.actors, by));
  return approvers.length > 1 && approvers.some((one) => one.kind === "person" && one.name === answer.decidedBy);
}

function mayDiffer(given: Answer, now: Answer): boolean {
  return now.code !== "accepted" && given.code !== "accepted" && (CONTENDED.has(given.code) || CONTENDED.has(now.code));
}

function cameEarlier(given: Answer, now: Answer): boolean {
  return TOO_LATE.has(now.code) && !TOO_LATE.has(given.code);
}
