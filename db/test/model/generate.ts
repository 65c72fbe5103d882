import { amount, anOperation, places } from "./choose";
import { makeAnswer, makeSending } from "./generate-consent";
import { decideMany, decideOne } from "./generate-decision";
import { makeDeputy } from "./generate-deputy";
import { makeEvent } from "./generate-event";
import { makeFile } from "./generate-file";
import { again, anyWithdrawal, makerOf, submission, submitMany } from "./generate-input";
import { makeRevision } from "./generate-revision";
import type { Random } from "./random";
import { at, free, type State } from "./state";
import type { Step } from "./steps";

const WEIGHTS = {
  "cash-in": 24,
  "cash-out": 18,
  fulfil: 9,
  reverse: 9,
  float: 4,
  policy: 7,
  delegate: 4,
  again: 5,
  ask: 9,
  cancel: 3,
  send: 8,
  answer: 16,
  decide: 40,
  recall: 5,
  undo: 4,
  revise: 8,
  deputy: 4,
  expire: 3,
  overdue: 4,
  "long-ago": 2,
  file: 3,
  "submit-many": 5,
  "decide-many": 6,
  event: 10,
} as const;

/** What is done next: mostly what is legal, often just at a limit, sometimes what nobody may. The seed and the model alone decide. */
export function nextStep(random: Random, state: State): Step {
  const kind = random.weighted(WEIGHTS);
  switch (kind) {
    case "cash-in":
    case "cash-out":
    case "fulfil":
    case "reverse":
    case "float":
    case "policy":
    case "delegate": {
      const by = makerOf(random, state, kind);
      return { kind: "submit", by, ...submission(random, state, by, kind) };
    }
    case "again":
      return again(random, state);
    case "ask": {
      const customer = random.chance(5) ? ("unknown" as const) : random.below(state.customers.length);
      const minor = amount(random, customer === "unknown" ? [] : [free(at(state.customers, customer).wallet)]);
      if (customer !== "unknown" && random.chance(50)) return { kind: "ask-myself", by: "customer", customer, minor };
      return { kind: "ask", by: random.chance(5) ? random.below(state.actors.length) : "clock", customer, minor };
    }
    case "cancel": {
      const own = places(state.withdrawals, ({ status }) => status === "waiting");
      const withdrawal = own.length > 0 && random.chance(80) ? random.pick(own) : anyWithdrawal(random, state);
      const whose = withdrawal === "unknown" ? null : at(state.withdrawals, withdrawal).customer;
      const customer = whose !== null && random.chance(85) ? whose : random.below(state.customers.length);
      return { kind, by: "customer", customer, withdrawal };
    }
    case "send":
      return makeSending(random, state);
    case "answer":
      return makeAnswer(random, state) ?? decideOne(random, state);
    case "decide":
      return decideOne(random, state);
    case "recall": {
      const operation = anOperation(random, state);
      const own = operation !== "unknown" && random.chance(75) ? at(state.operations, operation).maker : null;
      return { kind, by: own ?? random.below(state.actors.length), operation };
    }
    case "revise":
      return makeRevision(random, state);
    case "undo": {
      const given = places(state.operations, (o) => o.status === "pending" && o.approvals.length > 0);
      const operation = given.length > 0 && random.chance(85) ? random.pick(given) : anOperation(random, state);
      const approver = operation === "unknown" ? undefined : at(state.operations, operation).approvals[0]?.by;
      const by = random.chance(80) ? approver : undefined;
      return { kind, by: by ?? random.below(state.actors.length), operation };
    }
    case "deputy":
      return makeDeputy(random, state);
    case "expire":
      return {
        kind,
        by: random.chance(8) ? random.below(state.actors.length) : "clock",
        limit: random.pick([1, 2, 100]),
      };
    case "overdue": {
      const fresh = places(state.operations, (o) => o.status === "pending" && o.overdue === null);
      return fresh.length > 0 ? { kind, operation: random.pick(fresh) } : decideOne(random, state);
    }
    case "long-ago": {
      const done = places(state.operations, (o) => o.status === "completed" && !o.longAgo);
      return done.length > 0 ? { kind, operation: random.pick(done) } : decideOne(random, state);
    }
    case "file":
      return makeFile(random, state);
    case "submit-many":
      return submitMany(random, state, makerOf(random, state, "cash-in"));
    case "decide-many":
      return decideMany(random, state);
    case "event":
      return makeEvent(random, state);
  }
}
