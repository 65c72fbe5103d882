import { amount, anOperation, places } from "./choose";
import { aDeputy, whoDecides } from "./generate-deputy";
import { aPolicy } from "./generate-policy";
import { isPast } from "./happen";
import type { Random } from "./random";
import { type Actor, at, free, leftOf, type State } from "./state";
import type { Input, Step, Submission } from "./steps";
import { isOfDistributor, personBehind } from "./who";

/** Whoever asks for an operation: mostly somebody who may. */
export function makerOf(random: Random, state: State, type: Input["type"]): number {
  // The issuer's people would name a deputy among themselves, who decides on nothing here.
  if (type === "delegate") return whoDecides(random, state);
  if (random.chance(6)) return random.below(state.actors.length);
  return random.pick(type === "policy" ? admins(state) : makers(state));
}

/** Those who may ask for operations. */
export function makers(state: State): number[] {
  return places(state.actors, (actor) => (actor.kind === "key" ? actor.performs : actor.roles.includes("maker")));
}

function admins(state: State): number[] {
  const all = places(state.actors, (actor) => actor.kind === "person" && actor.roles.includes("admin"));
  return all.filter((place) => isOfDistributor(state, place));
}

/** A request to make an operation, sometimes with an idempotency key. */
export function submission(random: Random, state: State, by: number, type: Input["type"]): Submission {
  const key = random.chance(35) ? `k${random.below(60)}` : null;
  return { input: input(random, state, by, type), key };
}

function input(random: Random, state: State, by: number, type: Input["type"]): Input {
  const actor = at(state.actors, by);
  // The issuer's people ask for nothing that a distributor does; where they try, it is the first one's.
  const home = isOfDistributor(state, by) ? actor.distributor : 0;
  const { float, most } = at(state.distributors, home);
  const limits = [...limitsOf(state, actor, by), ...[most.amount].filter((limit) => limit !== null)];
  const reference = random.chance(30) ? `${random.chance(50) ? "R" : "r"}-${random.below(80)}` : null;
  switch (type) {
    case "policy":
      return aPolicy(random, state, home);
    case "delegate":
      return { type, ...aDeputy(random, state, personBehind(state, by).place) };
    case "float":
      return { type, minor: amount(random, [free(float)]) };
    case "fulfil":
      return { type, withdrawal: aWithdrawal(random, state), reference };
    case "reverse":
      return aReversal(random, state, home);
    case "cash-out": {
      const from = random.chance(4) ? ("unknown" as const) : random.below(state.customers.length);
      const wallet = from === "unknown" ? [] : [free(at(state.customers, from).wallet)];
      return { type, from, minor: amount(random, [...wallet, ...limits]), reference };
    }
    case "cash-in": {
      const minor = amount(random, [free(float), ...limits]);
      if (random.chance(20)) {
        return { type, minor, to: { merchant: random.chance(10) ? "unknown" : random.below(state.merchants.length) } };
      }
      return { type, minor, to: { customer: random.chance(5) ? "unknown" : random.below(state.customers.length) } };
    }
  }
}

function aWithdrawal(random: Random, state: State): number | "unknown" {
  const waiting = places(state.withdrawals, ({ status }) => status === "waiting");
  return waiting.length > 0 && random.chance(80) ? random.pick(waiting) : anyWithdrawal(random, state);
}

/** A request of the queue, wherever it stands, and now and then none. */
export function anyWithdrawal(random: Random, state: State): number | "unknown" {
  const { length } = state.withdrawals;
  return length === 0 || random.chance(10) ? "unknown" : random.below(length);
}

/** Of the newest, so that one is reversed more than once, and often all that it moved or what is left of it. */
function aReversal(random: Random, state: State, home: number): Extract<Input, { type: "reverse" }> {
  const own = places(state.operations, (o) => o.distributor === home && o.status === "completed");
  const of = own.length > 0 && random.chance(92) ? random.pick(own.slice(-4)) : anOperation(random, state);
  const left = of === "unknown" ? null : leftOf(state, of);
  const half = left === null ? 0n : left / 2n;
  const limits = of === "unknown" || left === null ? [] : [left, half, at(state.operations, of).minor];
  const minor = random.chance(50) && half > 0n ? random.pick([half, left ?? half]) : amount(random, limits);
  return { type: "reverse", of, minor: minor > 0n ? minor : 1n };
}

/** What a key may do at once, and on a day. */
function limitsOf(state: State, actor: Actor, by: number): bigint[] {
  if (actor.kind !== "key") return [];
  // All days that have passed are called otherwise.
  const isToday = (name: string) => name.startsWith(`key ${by} `) && !isPast(state, name.slice(-10));
  const today = [...state.volumes].reduce((sum, [name, minor]) => (isToday(name) ? sum + minor : sum), 0n);
  return [actor.maxAmount, actor.maxDaily === null ? null : actor.maxDaily - today].filter((limit) => limit !== null);
}

/** A request that was made before, with the same idempotency key, or another one with it. */
export function again(random: Random, state: State): Step {
  const by = makerOf(random, state, "cash-in");
  const { distributor, kind } = at(state.actors, by);
  const surface = kind === "key" ? "api " : "web ";
  const made = [...(state.distributors[distributor]?.keys ?? [])].filter(([name]) => name.startsWith(surface));
  if (made.length === 0) return { kind: "submit", by, ...submission(random, state, by, "cash-in") };
  const [name, { input: before }] = random.pick(made);
  const key = name.slice(surface.length);
  if (random.chance(65)) return { kind: "submit", by, input: before, key };
  return { kind: "submit", by, input: input(random, state, by, random.pick(["cash-in", "cash-out"])), key };
}

/** Many requests of one maker in one go. */
export function submitMany(random: Random, state: State, by: number): Step {
  const types = ["cash-in", "cash-in", "cash-out", "fulfil", "reverse", "float"] as const;
  const items = Array.from({ length: 2 + random.below(6) }, () => submission(random, state, by, random.pick(types)));
  // The same key twice in one set is the same as twice at once, whose outcome nobody can foresee.
  const named = new Set<string>();
  const once = ({ input: asked, key }: Submission): Submission => {
    if (key === null || named.has(key)) return { input: asked, key: null };
    named.add(key);
    return { input: asked, key };
  };
  return {
    kind: "submit-many",
    by,
    items: items.filter(({ input: one }) => !isSpent(state, by, one, items)).map(once),
  };
}

/** Whether a customer is asked is looked at before anything of a set is held: what goes back out of wallets in the same one is left out. */
function isSpent(state: State, by: number, one: Input, items: readonly Submission[]): boolean {
  const asks = !state.distributors[at(state.actors, by).distributor]?.off.includes("consent");
  return asks && one.type === "reverse" && items.some(({ input: other }) => other.type === "cash-out");
}
