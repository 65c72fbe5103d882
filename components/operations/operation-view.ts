import type { MoneyText } from "@/components/money/money-text";
import type { Tone } from "@/components/ui/badge";
import type { OperationStatus } from "@/components/ui/status-badge";

/** Types of operation that the screens know; each has its words in `operations.type` and `operations.title`. */
export type OperationKind =
  | "cash-in"
  | "cash-out-fulfillment"
  | `float-${"sale" | "return" | "request" | "withdrawal"}`
  | "float-account-open"
  | "own-transfer"
  | "reversal"
  | `person-${"invite" | "roles" | "reinstate" | "remove" | "totp-reset" | "phone" | "delegate"}`
  | `distributor-${"create" | "reinstate" | "features" | "limits"}`
  | "merchant-reinstate"
  | "customer-reinstate"
  | `api-key-${"create" | "widen"}`
  | "api-keys-start"
  | "policy-change";

/**
 * An operation as lists show it: plain data, so that it may travel to the browser. `money` is null where none moves;
 * instants are ISO 8601, `id` carries its prefix, `counterparty.label` is the phone as this person may see it, or the short code.
 */
export type OperationRowView = {
  readonly id: string;
  readonly type: OperationKind;
  readonly status: OperationStatus;
  readonly money: MoneyText | null;
  readonly counterparty: {
    readonly kind: "customer" | "merchant" | "person" | "distributor" | "issuer";
    readonly name: string;
    readonly label: string;
  };
  /** `viaKey` is the label of the API key that sent it, null for a person in the portal. */
  readonly maker: { readonly name: string; readonly isMe: boolean; readonly viaKey: string | null };
  /** Where it comes from; a file where it is one row of many. */
  readonly source?: "web" | "api" | "bulk";
  readonly createdAt: string;
  /** It waits, and nobody could complete it. */
  readonly blocked?: BlockedView | null;
  /** How much of what it moved has gone back; null for what cannot. */
  readonly reversed?: { readonly extent: "none" | "part" | "whole" } | null;
};

/**
 * Why nobody could complete a request; words in `blocked`. `roles`: whose approvals are `missing`, of which so many are `possible`; `who` has left;
 * `until` is ISO 8601.
 */
export type BlockedView = {
  readonly reason: "people" | "issuers" | "hands" | "maker-left" | "approver-left";
  readonly roles: readonly ("admin" | "checker")[];
  readonly missing: number;
  readonly possible: number;
  readonly who: string | null;
  readonly until: string | null;
};

/** What is unusual about a request; each kind has its words in `operations.oddity`. */
export type Oddity =
  | { readonly kind: "first-time" }
  | { readonly kind: "unusual-amount"; readonly usual: string }
  | { readonly kind: "repeated"; readonly at: string };

/** An operation in full. */
export type OperationDetailView = OperationRowView & {
  readonly memo: string | null;
  readonly reference?: string | null;
  readonly fulfilmentType?: "cash" | "bank-transfer" | null;
  readonly queued?: boolean;
  /** Between which of a distributor's own accounts it moves, or which one is opened; null is the float itself. */
  readonly ownAccounts?:
    | { readonly from: string | null; readonly to: string | null }
    | { readonly opened: string }
    | null;
  /** Whom the issuer is to pay for float that it takes back. */
  readonly payTo?: string | null;
  /** What the customer says to a cash-out at the counter; null where nobody asks them. */
  readonly consent?: {
    readonly state: "awaited" | "given" | "refused";
    readonly at: string | null;
    readonly via: "code" | "link" | "wallet" | null;
  } | null;
  /** Of a reversal the type whose money goes back. */
  readonly reverses?: "cash-in" | "cash-out-fulfillment" | null;
  readonly approvals: { readonly needed: number; readonly given: number; readonly issuers: number };
  /** Why an approved operation could not happen, as a sentence. */
  readonly failure: { readonly message: string } | null;
};

/** A line of what a decision will do to the balances; plain decimals. Words in `operations.effect`. `name`: of an account beside the float. */
export type EffectView = {
  readonly what: "available-float" | "held-float" | "held-wallet" | "posted-float" | "posted-own" | "posted-wallet";
  readonly name?: string | null;
  readonly amount: string;
  readonly becomes?: string;
};

/** One thing that happened, as a sentence: "Created by Maker One". `note` is a comment or a reason. */
export type OperationEventView = {
  readonly key: string;
  readonly at: string;
  readonly text: string;
  readonly note?: string | null;
  readonly tone?: Tone;
};

/** A leg of the posted transfer. `amount` is signed, "-250000.00": what leaves the account is negative. */
export type JournalLine = { readonly account: string; readonly amount: string };
