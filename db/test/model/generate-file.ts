import { amount } from "./choose";
import { makeEvent } from "./generate-event";
import type { Random } from "./random";
import { at, free, type State } from "./state";
import type { File } from "./steps";
import { peopleOf } from "./who";

/** A file of a few payments in or, mostly where no customer is asked, out, some of them wrong, and now and then something happens before the worker carries it out. */
export function makeFile(random: Random, state: State): File {
  const distributor = random.below(state.distributors.length);
  const makers = peopleOf(state, distributor).filter(({ person }) => person.roles.includes("maker"));
  const by = random.chance(94) ? random.pick(makers).place : random.below(state.actors.length);
  const { float, most, off } = at(state.distributors, distributor);
  const pays = random.chance(off.includes("consent") ? 45 : 10) ? "cash-out" : "cash-in";
  const limits = most.amount === null ? [free(float)] : [free(float), most.amount];
  const rows = Array.from({ length: 1 + random.below(6) }, () => ({
    customer: random.chance(8) ? ("unknown" as const) : random.below(state.customers.length),
    minor: amount(random, limits),
  }));
  return { kind: "file", by, pays, rows, meanwhile: random.chance(30) ? withoutDays(random, state) : null };
}

/** What happens within a day: over midnight a row's volume would be another day's. */
function withoutDays(random: Random, state: State) {
  const event = makeEvent(random, state);
  return event.kind === "new-day" ? null : event;
}
