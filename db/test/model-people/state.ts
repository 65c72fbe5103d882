import type { Role } from "@/lib/runtime";

/** How somebody stands with the distributor. */
export type Member = {
  status: "invited" | "active" | "suspended" | "removed";
  roles: readonly Role[];
  /** Who invited them; null for those who were there from the start. */
  invitedBy: number | null;
  /** The time of their invitation is over. */
  isLapsed: boolean;
  /** They have come since they were invited; `cameLately`: less than three days ago. */
  hasCome: boolean;
  cameLately: boolean;
};

/** Somebody who has a phone; `isKnown`: there is a person of that phone. `isStaff`: works for the issuer, where nothing changes. */
export type Person = {
  readonly isStaff: boolean;
  readonly staffRoles: readonly Role[];
  isKnown: boolean;
  isSignedIn: boolean;
  member: Member | null;
  /** How many times their invitation was sent again: a run lasts less than an hour. */
  sentAgain: number;
};

/** Who had whose identity in hand; `isLate`: more than three days ago. */
export type Control = { readonly person: number; readonly controller: number; isLate: boolean };

/** A request. `isOfNobody`: it would make a person who does not exist yet, and does not once another has made them. */
export type Operation = {
  readonly type: "invite" | "roles" | "reinstate" | "remove";
  readonly maker: number;
  readonly about: number;
  readonly before: readonly Role[];
  readonly after: readonly Role[];
  isOfNobody: boolean;
  status: "pending" | "completed" | "failed" | "rejected";
  failure: string | null;
};

/** All that the model knows: one distributor's people, its issuer's staff, and those who are neither yet. */
export type State = { readonly people: Person[]; readonly operations: Operation[]; readonly controls: Control[] };

/** An entry of one of the lists. */
export function at<T>(list: readonly T[], place: number): T {
  const entry = list[place];
  if (entry === undefined) throw new Error(`nothing at place ${place}`);
  return entry;
}

/** The roles with which somebody may act now; none for whoever is not signed in. */
export function rolesNow({ isStaff, staffRoles, isSignedIn, member }: Person): readonly Role[] {
  if (isStaff) return staffRoles;
  return isSignedIn && member?.status === "active" ? member.roles : [];
}

/** The places of those who work for the distributor with a role. */
export function activeWith(state: State, role: Role): number[] {
  return state.people.flatMap(({ member }, place) =>
    member?.status === "active" && member.roles.includes(role) ? [place] : [],
  );
}

/** Whether two are no second pair of eyes for each other: one has the other in hand, both are in the same hands, or along two steps. */
export function arePair(state: State, a: number, b: number): boolean {
  const held = state.controls.filter((control) => isLive(state, control));
  const has = (person: number, controller: number) =>
    held.some((one) => one.person === person && one.controller === controller);
  const hands = (person: number) => held.filter((one) => one.person === person).map(({ controller }) => controller);
  return (
    has(a, b) ||
    has(b, a) ||
    (a !== b && hands(a).some((controller) => has(b, controller))) ||
    hands(a).some((controller) => has(controller, b)) ||
    hands(b).some((controller) => has(controller, a))
  );
}

/** For three days, of an invitation from when it was followed. */
function isLive(state: State, { person, controller, isLate }: Control): boolean {
  const { member } = at(state.people, person);
  return !isLate || (member?.invitedBy === controller && member.cameLately);
}

/** Those of the distributor who may decide on what somebody asks for about somebody. */
export function eligible(state: State, maker: number, about: number | null): number[] {
  return activeWith(state, "checker").filter(
    (place) => place !== maker && place !== about && !arePair(state, place, maker),
  );
}

/** Why somebody may not be left with these roles; null if they may. */
export function whoWouldBeMissing(state: State, place: number, left: readonly Role[]): string | null {
  if (at(state.people, place).member?.status !== "active") return null;
  const [checkers, admins] = [activeWith(state, "checker"), activeWith(state, "admin")];
  const after = (those: number[], role: Role) =>
    those.filter((one) => one !== place).length + (left.includes(role) ? 1 : 0);
  if (checkers.length >= 2 && after(checkers, "checker") < 2) return "people.too-few-deciders";
  return admins.length >= 1 && after(admins, "admin") < 1 ? "people.last-admin" : null;
}
