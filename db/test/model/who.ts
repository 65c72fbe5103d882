import { at, type Delegation, type Operation, type Person, type State } from "./state";

/** Who may come in for something: people with one of these roles, `keys` too, `deciding` also in somebody's place; `home`: distributors' alone. */
export type Door = {
  readonly roles: readonly string[];
  readonly keys?: true;
  readonly deciding?: true;
  readonly home?: true;
};

/** Nobody but the clock. */
export const NOBODY: Door = { roles: [] };

/** The person behind an actor: of a key the one who made it. */
export function personBehind(state: State, by: number): { readonly place: number; readonly person: Person } {
  const actor = at(state.actors, by);
  const place = actor.kind === "key" ? actor.maker : by;
  const person = at(state.actors, place);
  if (person.kind !== "person") throw new Error(`actor ${place} is no person`);
  return { place, person };
}

/** Whether a person works here still and has one of some roles, whatever they had at the door. */
export function has({ member, now }: Person, roles: readonly string[]): boolean {
  return member && now.some((role) => roles.includes(role));
}

/** Whether a person's session and role still hold now. */
export function mayStill(person: Person, roles: readonly string[]): boolean {
  return person.live && has(person, roles);
}

/** Why an actor may not even ask: `null` for one who may. */
export function refusedAtTheDoor(state: State, by: number, { roles, keys, deciding, home }: Door): string | null {
  const actor = at(state.actors, by);
  if (actor.kind === "person") {
    const own = deciding ? [...actor.roles, ...standingFor(state, by).flatMap((other) => other.roles)] : actor.roles;
    const here = !home || isOfDistributor(state, by);
    return here && own.some((role) => roles.includes(role)) ? null : "auth.forbidden";
  }
  const { person } = personBehind(state, by);
  if (actor.revoked || !person.member) return "auth.invalid-api-key";
  if (!at(state.distributors, actor.distributor).active) return "organisations.distributor-suspended";
  // A key may do what its maker may at present.
  return keys && actor.performs && person.now.includes("maker") ? null : "api-keys.permission-missing";
}

/** Whether somebody works for a distributor, and not for the issuer. */
export function isOfDistributor(state: State, by: number): boolean {
  return at(state.actors, by).distributor in state.distributors;
}

/** The person at a place. */
export function personAt(state: State, place: number): Person {
  const actor = at(state.actors, place);
  if (actor.kind !== "person") throw new Error(`actor ${place} is no person`);
  return actor;
}

/** The people of a distributor, by their places. */
export function peopleOf(state: State, distributor: number): { readonly place: number; readonly person: Person }[] {
  return state.actors.flatMap((person, place) =>
    person.kind === "person" && person.distributor === distributor ? [{ place, person }] : [],
  );
}

/** An operation of the actor's own distributor, or any for the issuer's people; another's is as one that does not exist. */
export function seenBy(state: State, by: number, place: number | "unknown"): Operation | null {
  if (place === "unknown") return null;
  const operation = at(state.operations, place);
  return !isOfDistributor(state, by) || operation.distributor === at(state.actors, by).distributor ? operation : null;
}

/** In whose place somebody may decide today, and with which of their roles. */
export function standingFor(
  state: State,
  delegate: number,
): { readonly delegator: number; readonly roles: readonly string[] }[] {
  const taker = personAt(state, delegate);
  const stands = ({ delegator, roles, operation }: Delegation) =>
    taker.member &&
    has(personAt(state, delegator), roles) &&
    // What began at once gave nobody anything.
    (operation !== null || roles.every((role) => taker.now.includes(role)));
  return state.delegations
    .filter((one) => one.delegate === delegate && !one.ended && one.from <= 0 && one.to >= 0 && stands(one))
    .map(({ delegator, roles }) => ({
      delegator,
      roles: roles.filter((role) => personAt(state, delegator).now.includes(role)),
    }))
    .sort((one, other) => one.delegator - other.delegator);
}
