import { anOperation, places } from "./choose";
import type { Random } from "./random";
import { at, type Operation, type State } from "./state";
import type { Step } from "./steps";
import { peopleOf } from "./who";

const isAwaited = ({ status, consent }: Operation) => status === "pending" && consent?.state === "awaited";

/** An SMS to a customer, mostly one that is due; now and then asked for again, or by somebody who may not send any. */
export function makeSending(random: Random, state: State): Step {
  const due = places(state.operations, (one) => isAwaited(one) && one.consent?.sends === 0);
  const operation = due.length > 0 && random.chance(70) ? random.pick(due) : someAwaited(random, state);
  if (random.chance(15)) return { kind: "send-again", by: someMaker(random, state, operation), operation };
  return { kind: "send", by: random.chance(6) ? random.below(state.actors.length) : "clock", operation };
}

/** What a customer says, mostly one who is asked and in time; null where nobody ever was. */
export function makeAnswer(random: Random, state: State): Step | null {
  const asked = places(state.operations, ({ consent }) => consent !== null);
  const open = asked.filter((place) => {
    const one = at(state.operations, place);
    return isAwaited(one) && one.consent?.sends !== 0;
  });
  if (asked.length === 0) return null;
  const operation =
    open.length > 0 && random.chance(88) ? random.pick(open) : random.chance(90) ? random.pick(asked) : 0;
  const proof = random.weighted({ right: 82, wrong: 10, older: 8 });
  const via = random.weighted({ code: 45, link: 35, wallet: 20 });
  if (via === "code") {
    return { kind: "answer", operation, answer: "given", proof, via, by: someMaker(random, state, operation) };
  }
  const answer = random.chance(80) ? "given" : "refused";
  return { kind: "answer", operation, answer, proof, via, by: "customer" };
}

function someAwaited(random: Random, state: State): number | "unknown" {
  const awaited = places(state.operations, isAwaited);
  return awaited.length > 0 && random.chance(80) ? random.pick(awaited) : anOperation(random, state);
}

function someMaker(random: Random, state: State, operation: number | "unknown"): number {
  if (operation === "unknown" || random.chance(10)) return random.below(state.actors.length);
  const { distributor } = at(state.operations, operation);
  return random.pick(peopleOf(state, distributor).filter(({ person }) => person.roles.includes("maker"))).place;
}
