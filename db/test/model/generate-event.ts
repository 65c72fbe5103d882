import type { Random } from "./random";
import { at, type State } from "./state";
import type { Event, Most } from "./steps";

/** Something that happens around the requests. What was taken away is mostly given back, so that work goes on. */
export function makeEvent(random: Random, state: State): Event {
  const undo = undone(state);
  if (undo.length > 0 && random.chance(70)) return random.pick(undo);
  const kind = random.weighted({
    suspend: 8,
    session: 4,
    member: 2,
    roles: 4,
    key: 2,
    "new-day": 4,
    switches: 3,
    limits: 4,
  });
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
    case "switches": {
      const distributor = random.below(state.distributors.length);
      const { off } = at(state.distributors, distributor);
      const one = random.weighted({ consent: 70, "cash-in": 15, "cash-out": 15 });
      return { kind, distributor, off: off.includes(one) ? off.filter((other) => other !== one) : [...off, one] };
    }
    case "limits":
      return { kind, distributor: random.below(state.distributors.length), most: someMost(random) };
    case "new-day":
      return { kind };
  }
}

function someMost(random: Random): Most {
  const most = (least: number) => (random.chance(50) ? null : BigInt(least + random.below(5_000_00)));
  return { amount: most(300_00), day: most(1_500_00), week: most(4_000_00) };
}

function undone(state: State): Event[] {
  const undo: Event[] = [];
  for (const what of ["customers", "merchants", "distributors"] as const) {
    for (const [n, { active }] of state[what].entries()) if (!active) undo.push({ kind: "reinstate", what, n });
  }
  for (const [distributor, { off }] of state.distributors.entries()) {
    if (off.some((one) => one !== "consent")) {
      undo.push({ kind: "switches", distributor, off: off.filter((one) => one === "consent") });
    }
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
