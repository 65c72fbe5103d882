import type { Input } from "./steps";

/** Money in minor units: what an account has, and what of it is reserved. */
export type Account = { posted: bigint; held: bigint };

/** A person: `roles` are those they had at the door, `now` those they have since. */
export type Person = {
  readonly kind: "person";
  readonly name: string;
  readonly distributor: number;
  readonly roles: readonly string[];
  now: readonly string[];
  live: boolean;
  member: boolean;
};

/** An API key, made by the person at `maker`. `used` is its volume by day. */
export type Key = {
  readonly kind: "key";
  readonly distributor: number;
  readonly maker: number;
  readonly performs: boolean;
  readonly maxAmount: bigint | null;
  readonly maxDaily: bigint | null;
  revoked: boolean;
  readonly used: Map<string, bigint>;
};

/** Somebody who can ask for something. */
export type Actor = Person | Key;

/** A distributor. `keys` are the idempotency keys it has used, and for what. */
export type Distributor = {
  active: boolean;
  readonly float: Account;
  transfers: number;
  /** Its volume by day. */
  readonly used: Map<string, bigint>;
  readonly keys: Map<string, { readonly input: Input; readonly operation: number }>;
};

/** A customer or a merchant. */
export type Holder = { active: boolean; readonly wallet: Account };

/** A request in the cash-out queue. */
export type Withdrawal = { readonly customer: number; readonly minor: bigint; status: string; takenBy: number | null };

/** An operation. `overdue` is when its time was let run out, as a count; `decidedBy` the name of who decided last. */
export type Operation = {
  readonly distributor: number;
  readonly type: "cash-in" | "cash-out-fulfillment" | "reversal";
  /** Of a reversal what it reverses. */
  readonly of: number | null;
  revision: number;
  minor: bigint;
  readonly maker: number;
  readonly key: number | null;
  holder: { readonly customer: number } | { readonly merchant: number };
  readonly withdrawal: number | null;
  readonly reference: string | null;
  day: string;
  status: string;
  failure: string | null;
  approvalsNeeded: number;
  approvedBy: number[];
  decidedBy: string | null;
  overdue: number | null;
  /** Its place in its distributor's chain of transfers: one of those that its unit of work took. */
  sequence: { readonly from: number; readonly to: number } | null;
};

/** All that the model knows of a world. `audit` and `events` count rows by action and by topic. */
export type State = {
  readonly distributors: Distributor[];
  readonly actors: Actor[];
  readonly customers: Holder[];
  readonly merchants: Holder[];
  readonly operations: Operation[];
  readonly withdrawals: Withdrawal[];
  readonly audit: Map<string, number>;
  readonly events: Map<string, number>;
  overdue: number;
  days: number;
};

/** What of an operation is left to be reversed; null for what cannot be. */
export function leftOf(state: State, place: number): bigint | null {
  const { type, status, minor } = at(state.operations, place);
  if (type === "reversal" || status !== "completed") return null;
  const back = state.operations.filter((one) => one.of === place && ["pending", "completed"].includes(one.status));
  return back.reduce((left, one) => left - one.minor, minor);
}

/** Whether an operation's money goes from the float to the wallet; that of a reversal goes the other way than it came. */
export function goesOut(state: State, { type, of }: Pick<Operation, "type" | "of">): boolean {
  return of === null ? type === "cash-in" : !goesOut(state, at(state.operations, of));
}

/** What an account may still spend. */
export function free(account: Account): bigint {
  return account.posted - account.held;
}

/** An entry of one of the world's lists. */
export function at<T>(list: readonly T[], place: number): T {
  const entry = list[place];
  if (entry === undefined) throw new Error(`nothing at place ${place}`);
  return entry;
}

/** Adds one to a count by name. */
export function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The person behind an actor: of a key the one who made it. */
export function personBehind(state: State, by: number): { readonly place: number; readonly person: Person } {
  const actor = at(state.actors, by);
  const place = actor.kind === "key" ? actor.maker : by;
  const person = at(state.actors, place);
  if (person.kind !== "person") throw new Error(`actor ${place} is no person`);
  return { place, person };
}

/** Whether a person's session and role still hold now, whatever they were at the door. */
export function mayStill(person: Person, roles: readonly string[]): boolean {
  return person.live && person.member && person.now.some((role) => roles.includes(role));
}

/** Why an actor may not even ask: `null` for one who may. `roles` are those that may, `key` whether keys may as well. */
export function refusedAtTheDoor(state: State, by: number, roles: readonly string[], key: boolean): string | null {
  const actor = at(state.actors, by);
  if (actor.kind === "person") return actor.roles.some((role) => roles.includes(role)) ? null : "auth.forbidden";
  const { person } = personBehind(state, by);
  if (actor.revoked || !person.member) return "auth.invalid-api-key";
  if (!at(state.distributors, actor.distributor).active) return "organisations.distributor-suspended";
  // A key may do what its maker may at present.
  return key && actor.performs && person.now.includes("maker") ? null : "api-keys.permission-missing";
}
