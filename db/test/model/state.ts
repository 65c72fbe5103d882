import type { PolicyTerms } from "@/lib/kernel/policy-terms";
import type { Input, Most, Switch } from "./steps";

/** Money in minor units: what an account has, and what of it is reserved. */
export type Account = { posted: bigint; held: bigint };

/** Where the issuer's own people work, in place of a distributor. */
export const ISSUER = -1;

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

/** An API key, made by the person at `maker`. */
export type Key = {
  readonly kind: "key";
  readonly distributor: number;
  readonly maker: number;
  readonly performs: boolean;
  readonly maxAmount: bigint | null;
  readonly maxDaily: bigint | null;
  revoked: boolean;
};

/** Somebody who can ask for something. */
export type Actor = Person | Key;

/** A distributor. `keys` are the idempotency keys it has used, and for what; `policies` all versions of its policy. */
export type Distributor = {
  active: boolean;
  /** What its issuer has switched off: `consent`, so that customers are not asked before it pays out of their wallets, or a type of operation. */
  off: readonly Switch[];
  /** What its issuer allows it. */
  most: Most;
  readonly policies: PolicyTerms[];
  readonly float: Account;
  transfers: number;
  readonly keys: Map<string, { readonly input: Input; readonly operation: number }>;
};

/** A customer or a merchant. */
export type Holder = { active: boolean; readonly wallet: Account };

/** A request in the cash-out queue. */
export type Withdrawal = { readonly customer: number; readonly minor: bigint; status: string; takenBy: number | null };

/** Whom an operation needs, as its row has said since it was submitted or revised; `seconds` is how long it may wait for them. */
export type Needs = {
  readonly approvals: number;
  /** Of these the issuer's, given last. */
  readonly issuers: number;
  readonly roles: readonly string[];
  readonly stepUp: boolean;
  readonly policy: number | null;
  readonly seconds: number;
};

/** Somebody decides in somebody's place. Days count from today on and go down as days pass. */
export type Delegation = {
  readonly distributor: number;
  readonly delegator: number;
  readonly delegate: number;
  readonly roles: readonly string[];
  from: number;
  to: number;
  ended: boolean;
  /** The operation that it was asked for by; null for one that gave nobody anything, and began at once. */
  readonly operation: number | null;
};

/** What else an operation changes than money. */
export type Change =
  | { readonly policy: PolicyTerms; readonly version: number }
  | { readonly delegate: number; readonly roles: readonly string[]; readonly from: number; readonly to: number };

/** Somebody's vote, and in whose place it was given. */
export type Vote = { readonly by: number; readonly inPlaceOf: number | null };

/** An operation. `overdue` is when its time was let run out, as a count; `decidedBy` the name of who decided last. */
export type Operation = {
  readonly distributor: number;
  readonly type:
    | "cash-in"
    | "cash-out-fulfillment"
    | "reversal"
    | "float-withdrawal"
    | "policy-change"
    | "person-delegate";
  readonly source: "web" | "api" | "bulk";
  /** Of a reversal what it reverses. */
  readonly of: number | null;
  revision: number;
  /** 0 where no money moves. */
  minor: bigint;
  readonly maker: number;
  readonly key: number | null;
  holder: { readonly customer: number } | { readonly merchant: number } | null;
  readonly change: Change | null;
  readonly withdrawal: number | null;
  readonly reference: string | null;
  /** What its customer says, where they were asked, how many SMS they got, and how many codes were tried. */
  readonly consent: { state: "awaited" | "given" | "refused"; sends: number; tries: number } | null;
  /** Whether money is reserved for it alone; a queued request has its own. */
  holds: boolean;
  day: string;
  /** Whose volume of that day it has taken. */
  taken: readonly string[];
  status: string;
  failure: string | null;
  needs: Needs;
  /** Who has approved this revision, and in whose place; who has rejected it. */
  approvals: Vote[];
  rejection: Vote | null;
  decidedBy: string | null;
  overdue: number | null;
  /** Whether it was completed so long ago that nothing of it is reversed. */
  longAgo: boolean;
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
  readonly delegations: Delegation[];
  /** Every decision that was made in somebody's place: the operation, who, and for whom. */
  readonly inPlace: { readonly operation: number; readonly by: number; readonly inPlaceOf: number }[];
  /** How often a distributor has asked a customer lately, by both. */
  readonly asked: Map<string, number>;
  /** What each subject of a limit has used of each day. */
  readonly volumes: Map<string, bigint>;
  readonly audit: Map<string, number>;
  readonly events: Map<string, number>;
  overdue: number;
  /** How many days were named anew, and which of the running week stand for days that have passed. */
  days: number;
  week: string[];
  /** While many come at once: what each customer could spend at first. Whoever is asked holds nothing, and so is behind nobody. */
  couldSpend: readonly bigint[] | null;
};

/** What of an operation is left to be reversed; null for what cannot be. */
export function leftOf(state: State, place: number): bigint | null {
  const { type, status, minor } = at(state.operations, place);
  if ((type !== "cash-in" && type !== "cash-out-fulfillment") || status !== "completed") return null;
  const back = state.operations.filter((one) => one.of === place && ["pending", "completed"].includes(one.status));
  return back.reduce((left, one) => left - one.minor, minor);
}

/** What an account may still spend. */
export function free(account: Account): bigint {
  return account.posted - account.held;
}

/** The customer or merchant on the other side of an operation. */
export function holderOf(state: State, holder: Operation["holder"]): Holder {
  if (!holder) throw new Error("nobody is on the other side");
  return "customer" in holder ? at(state.customers, holder.customer) : at(state.merchants, holder.merchant);
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
