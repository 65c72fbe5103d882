import { places } from "./choose";
import type { Random } from "./random";
import { at, type State } from "./state";
import type { Deputy, Step } from "./steps";
import { isOfDistributor, peopleOf } from "./who";

/** Somebody goes away and names a deputy at once, or somebody ends that. */
export function makeDeputy(random: Random, state: State): Step {
  const begun = places(state.delegations, ({ ended }) => !ended);
  if (random.chance(begun.length > 2 ? 50 : 15)) {
    const delegation = begun.length > 0 && random.chance(90) ? random.pick(begun) : ("unknown" as const);
    const one = delegation === "unknown" ? null : at(state.delegations, delegation);
    const either = one && random.chance(60) ? random.pick([one.delegator, one.delegate]) : null;
    return { kind: "end-deputy", by: either ?? random.below(state.actors.length), delegation };
  }
  const by = random.chance(92) ? whoDecides(random, state) : random.below(state.actors.length);
  return { kind: "deputise", by, ...aDeputy(random, state, by) };
}

/** Somebody of a distributor who decides there. */
export function whoDecides(random: Random, state: State): number {
  return random.pick(
    places(
      state.actors,
      (actor) => actor.kind === "person" && actor.roles.some((role) => role === "checker" || role === "admin"),
    ).filter((place) => isOfDistributor(state, place)),
  );
}

/** Whom somebody names, mostly a colleague and from today or tomorrow on. */
export function aDeputy(random: Random, state: State, by: number): Deputy {
  const colleagues = peopleOf(state, at(state.actors, by).distributor);
  const anybody = places(state.actors, ({ kind }) => kind === "person");
  const person = colleagues.length > 0 && random.chance(94) ? random.pick(colleagues).place : random.pick(anybody);
  const from = random.weighted({ "0": 75, "1": 15, "2": 5, "-1": 5 });
  const days = random.weighted({ "0": 40, "1": 25, "3": 20, "29": 5, "30": 5, "-1": 5 });
  return { person, from: Number(from), to: Number(from) + Number(days) };
}
