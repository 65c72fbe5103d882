import { localDate } from "@/lib/kernel/time";
import { apply } from "./apply";
import type { Cast } from "./cast";
import { places } from "./choose";
import { compare } from "./look-closely";
import { perform } from "./perform";
import type { Random } from "./random";
import { type Answered, fits } from "./rush";
import { at, free, type State } from "./state";
import type { Request, Step } from "./steps";
import { mayStill, peopleOf } from "./who";

/** How many payments each distributor asks of one customer, and of what part of their money each. */
const EACH = 3;
const PART = 4n;

type Said = Extract<Request, { kind: "answer" }>;

/** Two distributors, whose customers are asked, want more of the customer who has most than they have. */
export function allOnOneWallet(random: Random, state: State): Step[] {
  const [customer = 0] = [...state.customers.keys()].sort((a, b) =>
    free(at(state.customers, a).wallet) < free(at(state.customers, b).wallet) ? 1 : -1,
  );
  const minor = free(at(state.customers, customer).wallet) / PART;
  if (minor === 0n) return [];
  const steps: Step[] = [];
  for (const [distributor, { active }] of state.distributors.entries()) {
    const makers = peopleOf(state, distributor).filter(
      ({ person }) => person.roles.includes("maker") && mayStill(person, ["maker"]),
    );
    if (makers.length === 0 || !active || !at(state.customers, customer).active) continue;
    steps.push({ kind: "switches", distributor, off: [] });
    for (let n = 0; n < EACH; n++) {
      const input = { type: "cash-out", minor, from: customer, reference: null } as const;
      steps.push({ kind: "submit", by: random.pick(makers).place, input, key: null });
    }
  }
  return steps;
}

/** The SMS to all customers who wait for theirs. */
export function smsToAll(state: State): Step[] {
  const waiting = places(state.operations, ({ consent, status }) => status === "pending" && consent?.sends === 0);
  return waiting.map((operation) => ({ kind: "send", by: "clock", operation }));
}

/**
 * All customers who are asked answer at once, to both distributors, some of them twice. Given is what their wallet can pay, and nothing more; who
 * agreed too late for it learns that there is not as much left.
 */
export async function rushAsked(cast: Cast, random: Random): Promise<Answered[]> {
  const { state } = cast;
  const asked = places(state.operations, ({ consent, status }) => {
    return status === "pending" && consent?.state === "awaited" && consent.sends > 0;
  });
  const steps = asked.flatMap((operation) =>
    Array.from({ length: random.chance(30) ? 2 : 1 }, () => sayingSomething(random, state, operation)),
  );
  const day = localDate(new Date(), "Africa/Lagos");
  const answers = await Promise.all(steps.map((step) => perform(cast, step, day)));
  const answered = steps.map((step, n): Answered => ({ step, answer: at(at(answers, n), 0) }));
  const rank = ({ answer: { outcome } }: Answered) =>
    outcome === "given" || outcome === "refused" ? 0 : outcome === "failed" ? 1 : 2;
  for (const one of answered.sort((a, b) => rank(a) - rank(b))) fits(one, apply(state, one.step, day));
  await compare(cast);
  return answered;
}

function sayingSomething(random: Random, state: State, operation: number): Said {
  const said = { kind: "answer", operation, answer: random.chance(85) ? "given" : "refused", proof: "right" } as const;
  const { distributor } = at(state.operations, operation);
  const makers = peopleOf(state, distributor).filter(({ person }) => person.roles.includes("maker"));
  // Whether the tries are used up or the answer is late depends on who was first.
  const mayTry = (at(state.operations, operation).consent?.tries ?? 0) < 3;
  if (said.answer === "given" && mayTry && random.chance(40)) {
    return { ...said, via: "code", by: random.pick(makers).place };
  }
  return { ...said, via: random.pick(["link", "wallet"] as const), by: "customer" };
}
