import { at, type Person, type State } from "./state";
import type { Event } from "./steps";

/** The day that a past day is called once a new one has begun. */
export function pastDay(days: number): string {
  return new Date(Date.UTC(2000, 0, days)).toISOString().slice(0, 10);
}

/** What happens around the requests, in the model. */
export function happen(state: State, event: Event, day: string): void {
  switch (event.kind) {
    case "suspend":
    case "reinstate":
      at<{ active: boolean }>(state[event.what], event.n).active = event.kind === "reinstate";
      return;
    case "session":
      person(state, event.person).live = event.live;
      return;
    case "member":
      person(state, event.person).member = event.active;
      return;
    case "roles":
      person(state, event.person).now = event.roles;
      return;
    case "key": {
      const key = at(state.actors, event.key);
      if (key.kind === "key") key.revoked = event.revoked;
      return;
    }
    case "overdue":
      at(state.operations, event.operation).overdue = ++state.overdue;
      return;
    case "two-approvals":
      at(state.operations, event.operation).approvalsNeeded = 2;
      return;
    case "new-day":
      turnPage(state, day, pastDay(++state.days));
  }
}

function turnPage(state: State, today: string, past: string): void {
  for (const operation of state.operations) if (operation.day === today) operation.day = past;
  const keys = state.actors.flatMap((actor) => (actor.kind === "key" ? [actor.used] : []));
  for (const volumes of [...keys, ...state.distributors.map(({ used }) => used)]) {
    const used = volumes.get(today);
    volumes.delete(today);
    if (used !== undefined) volumes.set(past, used);
  }
}

function person(state: State, place: number): Person {
  const actor = at(state.actors, place);
  if (actor.kind !== "person") throw new Error(`actor ${place} is no person`);
  return actor;
}
