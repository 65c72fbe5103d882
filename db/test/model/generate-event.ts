import type { Random } from "./random";
import { at, type State } from "./state";
import type { Event } from "./steps";

/** Something that happens around the requests. What was taken away is mostly given back, so that work goes on. */
export function makeEvent(random: Random, state: State): Event {
  const undo = undone(state);
  if (undo.length > 0 && random.chance(70)) return random.pick(undo);
  const kind = random.weighted({ suspend: 8, session: 4, member: 2, roles: 4, key: 2, "new-day": 3 });
  switch (kind) {
    case "suspend": {
      const what = random.weighted({ customers: 5, merchants: 3, distributors: 2 });
      return { kind, what, n: random.below(state[what].length) };
    }
    case "session":
      return { kind, person: aPerson(random, state), live: false };
    case "member":
      return { kind, person: aPerson(random, state), active: false };
    case "roles":
      return {
        kind,
        person: aPerson(random, state),
        roles: random.pick([["viewer"], ["maker"], ["checker"], ["admin"]]),
      };
    case "key":
      return { kind, key: random.pick(placesOf(state, "key")), revoked: true };
    case "new-day":
      return { kind };
  }
}

function undone(state: State): Event[] {
  const undo: Event[] = [];
  for (const what of ["customers", "merchants", "distributors"] as const) {
    for (const [n, { active }] of state[what].entries()) if (!active) undo.push({ kind: "reinstate", what, n });
  }
  for (const [place, actor] of state.actors.entries()) {
    if (actor.kind === "key") {
      if (actor.revoked) undo.push({ kind: "key", key: place, revoked: false });
      continue;
    }
    if (!actor.live) undo.push({ kind: "session", person: place, live: true });
    if (!actor.member) undo.push({ kind: "member", person: place, active: true });
    if (actor.now !== actor.roles) undo.push({ kind: "roles", person: place, roles: actor.roles });
  }
  return undo;
}

function aPerson(random: Random, state: State): number {
  return random.pick(placesOf(state, "person"));
}

function placesOf(state: State, kind: "person" | "key"): number[] {
  return state.actors.flatMap((_, place) => (at(state.actors, place).kind === kind ? [place] : []));
}
