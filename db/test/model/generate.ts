import { amount, anOperation, places } from "./choose";
import { makeEvent } from "./generate-event";
import { makeRevision } from "./generate-revision";
import type { Random } from "./random";
import { type Actor, at, free, leftOf, type State } from "./state";
import type { Decision, Input, Step, Submission } from "./steps";

const WEIGHTS = {
  "cash-in": 25,
  "cash-out": 14,
  fulfil: 10,
  reverse: 9,
  again: 5,
  ask: 8,
  decide: 30,
  recall: 6,
  undo: 4,
  revise: 8,
  expire: 3,
  overdue: 4,
  "two-approvals": 5,
  "submit-many": 5,
  "decide-many": 5,
  event: 9,
} as const;

/** What is done next: mostly what is legal, often just at a limit, sometimes what nobody may. The seed and the model alone decide. */
export function nextStep(random: Random, state: State): Step {
  const kind = random.weighted(WEIGHTS);
  const by = makerOf(random, state);
  switch (kind) {
    case "cash-in":
    case "cash-out":
    case "fulfil":
    case "reverse":
      return { kind: "submit", by, ...submission(random, state, by, kind) };
    case "again":
      return again(random, state, by);
    case "ask": {
      const customer = random.chance(5) ? ("unknown" as const) : random.below(state.customers.length);
      const minor = amount(random, customer === "unknown" ? [] : [free(at(state.customers, customer).wallet)]);
      return { kind: "ask", by: random.chance(5) ? random.below(state.actors.length) : "clock", customer, minor };
    }
    case "decide":
      return decideOne(random, state);
    case "recall": {
      const operation = anOperation(random, state);
      const own = operation !== "unknown" && random.chance(75) ? at(state.operations, operation).maker : null;
      return { kind: "recall", by: own ?? random.below(state.actors.length), operation };
    }
    case "revise":
      return makeRevision(random, state);
    case "undo": {
      const given = places(state.operations, (o) => o.status === "pending" && o.approvedBy.length > 0);
      const operation = given.length > 0 && random.chance(85) ? random.pick(given) : anOperation(random, state);
      const approver = operation === "unknown" ? undefined : at(state.operations, operation).approvedBy[0];
      const by = random.chance(80) ? approver : undefined;
      return { kind: "undo", by: by ?? random.below(state.actors.length), operation };
    }
    case "expire":
      return {
        kind: "expire",
        by: random.chance(8) ? random.below(state.actors.length) : "clock",
        limit: random.pick([1, 2, 100]),
      };
    case "overdue":
    case "two-approvals": {
      const fresh = places(
        state.operations,
        (o) => o.status === "pending" && o.overdue === null && o.approvedBy.length === 0,
      );
      return fresh.length > 0 ? { kind, operation: random.pick(fresh) } : decideOne(random, state);
    }
    case "submit-many":
      return submitMany(random, state, by);
    case "decide-many": {
      const one = decideOne(random, state);
      const items = Array.from({ length: 2 + random.below(6) }, () => decision(random, state, one.by));
      return { kind, by: one.by, items };
    }
    case "event":
      return makeEvent(random, state);
  }
}

function makerOf(random: Random, state: State): number {
  return random.chance(94) ? random.pick(makers(state)) : random.below(state.actors.length);
}

/** Those who may ask for operations. */
export function makers(state: State): number[] {
  return places(state.actors, (actor) => (actor.kind === "key" ? actor.performs : actor.roles.includes("maker")));
}

function submission(random: Random, state: State, by: number, type: Input["type"]): Submission {
  const key = random.chance(35) ? `k${random.below(60)}` : null;
  return { input: input(random, state, by, type), key };
}

function input(random: Random, state: State, by: number, type: Input["type"]): Input {
  const actor = at(state.actors, by);
  const limits = actor.kind === "key" ? limitsOf(actor) : [];
  const reference = random.chance(30) ? `${random.chance(50) ? "R" : "r"}-${random.below(80)}` : null;
  if (type === "fulfil") {
    const waiting = places(state.withdrawals, ({ status }) => status === "waiting");
    const any = state.withdrawals.length > 0 ? random.below(state.withdrawals.length) : ("unknown" as const);
    const withdrawal = random.chance(4)
      ? "unknown"
      : waiting.length > 0 && random.chance(80)
        ? random.pick(waiting)
        : any;
    return { type, withdrawal, reference };
  }
  if (type === "reverse") {
    // The newest, so that one is reversed more than once, and often all that it moved or what is left of it.
    const own = places(state.operations, (o) => o.distributor === actor.distributor && o.status === "completed");
    const of = own.length > 0 && random.chance(92) ? random.pick(own.slice(-4)) : anOperation(random, state);
    const left = of === "unknown" ? null : leftOf(state, of);
    const half = left === null ? 0n : left / 2n;
    const limits = of === "unknown" || left === null ? [] : [left, half, at(state.operations, of).minor];
    const minor = random.chance(50) && half > 0n ? random.pick([half, left ?? half]) : amount(random, limits);
    return { type, of, minor: minor > 0n ? minor : 1n };
  }
  if (type === "cash-out") {
    const from = random.chance(4) ? ("unknown" as const) : random.below(state.customers.length);
    const wallet = from === "unknown" ? [] : [free(at(state.customers, from).wallet)];
    return { type, from, minor: amount(random, [...wallet, ...limits]), reference };
  }
  const minor = amount(random, [free(at(state.distributors, actor.distributor).float), ...limits]);
  if (random.chance(25)) {
    return { type, minor, to: { merchant: random.chance(10) ? "unknown" : random.below(state.merchants.length) } };
  }
  return { type, minor, to: { customer: random.chance(5) ? "unknown" : random.below(state.customers.length) } };
}

/** What a key may still do, and may do at once. */
function limitsOf({ maxAmount, maxDaily, used }: Extract<Actor, { kind: "key" }>): bigint[] {
  const [today] = [...used.entries()].filter(([day]) => !day.startsWith("2000")).map(([, minor]) => minor);
  return [maxAmount, maxDaily === null ? null : maxDaily - (today ?? 0n)].filter((limit) => limit !== null);
}

function again(random: Random, state: State, by: number): Step {
  const { distributor, kind } = at(state.actors, by);
  const surface = kind === "key" ? "api " : "web ";
  const made = [...at(state.distributors, distributor).keys].filter(([name]) => name.startsWith(surface));
  if (made.length === 0) return { kind: "submit", by, ...submission(random, state, by, "cash-in") };
  const [name, { input: before }] = random.pick(made);
  const key = name.slice(surface.length);
  if (random.chance(65)) return { kind: "submit", by, input: before, key };
  return { kind: "submit", by, input: input(random, state, by, random.pick(["cash-in", "cash-out"])), key };
}

function submitMany(random: Random, state: State, by: number): Step {
  const types = ["cash-in", "cash-in", "cash-out", "fulfil", "reverse"] as const;
  const items = Array.from({ length: 2 + random.below(6) }, () => submission(random, state, by, random.pick(types)));
  // The same key twice in one set is the same as twice at once, whose outcome nobody can foresee.
  const named = new Set<string>();
  const once = ({ input: asked, key }: Submission): Submission => {
    if (key === null || named.has(key)) return { input: asked, key: null };
    named.add(key);
    return { input: asked, key };
  };
  return { kind: "submit-many", by, items: items.map(once) };
}

function decideOne(random: Random, state: State): Extract<Step, { kind: "decide" }> {
  const checkers = places(state.actors, (actor) => actor.kind === "person" && actor.roles.includes("checker"));
  const by = random.chance(94) ? random.pick(checkers) : random.below(state.actors.length);
  return { kind: "decide", by, ...decision(random, state, by) };
}

function decision(random: Random, state: State, by: number): Decision {
  const { distributor } = at(state.actors, by);
  const open = places(state.operations, (o) => o.status === "pending" && o.distributor === distributor);
  const operation = open.length > 0 && random.chance(88) ? random.pick(open) : anOperation(random, state);
  const reject = random.chance(25);
  return {
    operation,
    decision: reject ? "reject" : "approve",
    stale: random.chance(5) ? random.pick(["revision", "digest"] as const) : null,
    comment: reject && random.chance(92) ? "Wrong amount" : null,
  };
}
