import { at, type State } from "./state";
import type { Event } from "./steps";
import { weekOf } from "./volumes";
import { personAt } from "./who";

/**
 * What the days are called once a new one has begun: the day that has passed takes the name of another day of its week, so that limits of a week
 * still see it, and once a week is over all of its days lie far back. Not tomorrow's name, which a run over midnight needs itself.
 * @returns the old names and the new ones, in the order in which they are to be given
 */
export function renamed({ week, days }: State, today: string): (readonly [string, string])[] {
  const tomorrow = weekOf(today)[weekOf(today).indexOf(today) + 1];
  const left = weekOf(today).find((day) => day !== today && day !== tomorrow && !week.includes(day));
  // On Sundays as on other days: a seed says the same on each.
  if (left && week.length < 5) return [[today, left]];
  return [...week, today].map((day, n) => [day, pastDay(days + n + 1)]);
}

/** Whether a day is the name of one that has passed. */
export function isPast({ week }: State, day: string): boolean {
  return day.startsWith("2000") || week.includes(day);
}

function pastDay(days: number): string {
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
      personAt(state, event.person).live = event.live;
      return;
    case "member":
      personAt(state, event.person).member = event.active;
      return;
    case "roles":
      personAt(state, event.person).now = event.roles;
      return;
    case "key": {
      const key = at(state.actors, event.key);
      if (key.kind === "key") key.revoked = event.revoked;
      return;
    }
    case "overdue":
      at(state.operations, event.operation).overdue = ++state.overdue;
      return;
    case "long-ago":
      at(state.operations, event.operation).longAgo = true;
      return;
    case "switches":
      at(state.distributors, event.distributor).off = event.off;
      return;
    case "limits":
      at(state.distributors, event.distributor).most = event.most;
      return;
    case "new-day":
      turnPage(state, day);
  }
}

function turnPage(state: State, today: string): void {
  const names = renamed(state, today);
  const [first] = names;
  if (names.length === 1 && first && !first[1].startsWith("2000")) state.week.push(first[1]);
  else {
    state.days += names.length;
    state.week = [];
  }
  for (const [old, past] of names) {
    for (const operation of state.operations) if (operation.day === old) operation.day = past;
    for (const [name, minor] of [...state.volumes]) {
      if (!name.endsWith(` ${old}`)) continue;
      state.volumes.delete(name);
      state.volumes.set(`${name.slice(0, -old.length)}${past}`, minor);
    }
  }
  state.asked.clear();
  for (const one of state.delegations) {
    one.from -= 1;
    one.to -= 1;
  }
}
