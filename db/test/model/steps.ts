import type { PolicyTerms } from "@/lib/kernel/policy-terms";

/**
 * What can be done to a world. People, keys, operations and so on are named by their place in the world's lists, so that a step says the same
 * in every run. Amounts in minor units of NGN. `unknown` is somebody or something that does not exist.
 */
export type Input =
  | { readonly type: "cash-in"; readonly minor: bigint; readonly to: Recipient }
  | {
      readonly type: "cash-out";
      readonly minor: bigint;
      readonly from: number | "unknown";
      readonly reference: string | null;
    }
  | { readonly type: "fulfil"; readonly withdrawal: number | "unknown"; readonly reference: string | null }
  | { readonly type: "reverse"; readonly of: number | "unknown"; readonly minor: bigint }
  | { readonly type: "float"; readonly minor: bigint }
  | { readonly type: "policy"; readonly version: number; readonly after: PolicyTerms }
  | ({ readonly type: "delegate" } & Deputy);

/** Who is to decide in somebody's place, from a day to another one, counted from today. */
export type Deputy = { readonly person: number; readonly from: number; readonly to: number };

/** Who receives a cash-in. */
export type Recipient = { readonly customer: number | "unknown" } | { readonly merchant: number | "unknown" };

/** A request to make an operation. Two with the same `key` are the same request when their inputs are the same. */
export type Submission = { readonly input: Input; readonly key: string | null };

/**
 * A decision on an operation as somebody saw it; `stale` says what of it has changed since. `code`: with a code of their authenticator that they
 * show now (`fresh`) or have just shown for this and others (`shown`).
 */
export type Decision = {
  readonly operation: number | "unknown";
  readonly decision: "approve" | "reject";
  readonly stale: "revision" | "digest" | null;
  readonly comment: string | null;
  readonly code: "fresh" | "shown" | null;
};

/**
 * What a customer says to a payment out of their wallet, and what proves that it is theirs: the code of the SMS, typed by somebody of the
 * distributor; the link of the SMS; their own wallet. `older`: what the SMS before the last said; `wrong`: nothing that was ever sent, or
 * another customer's wallet.
 */
export type Consent = {
  readonly operation: number;
  readonly answer: "given" | "refused";
  readonly proof: "right" | "older" | "wrong";
} & ({ readonly via: "code"; readonly by: number } | { readonly via: "link" | "wallet"; readonly by: "customer" });

/** What a maker wants their pending operation to say; `stale`: they have read an older revision. */
export type Revision = {
  readonly operation: number | "unknown";
  readonly minor: bigint;
  readonly to: Recipient;
  readonly stale: boolean;
};

/** What somebody asks of the portal; `by` is a place in the list of actors. */
export type Request =
  | ({ readonly kind: "submit"; readonly by: number } & Submission)
  | ({ readonly kind: "decide"; readonly by: number } & Decision)
  | { readonly kind: "recall"; readonly by: number; readonly operation: number | "unknown" }
  | ({ readonly kind: "revise"; readonly by: number } & Revision)
  | { readonly kind: "undo"; readonly by: number; readonly operation: number | "unknown" }
  | { readonly kind: "send"; readonly by: number | "clock"; readonly operation: number | "unknown" }
  | { readonly kind: "send-again"; readonly by: number; readonly operation: number | "unknown" }
  | ({ readonly kind: "answer" } & Consent)
  | ({ readonly kind: "deputise"; readonly by: number } & Deputy)
  | { readonly kind: "end-deputy"; readonly by: number; readonly delegation: number | "unknown" }
  | { readonly kind: "expire"; readonly by: number | "clock"; readonly limit: number }
  | {
      readonly kind: "ask";
      readonly by: number | "clock";
      readonly customer: number | "unknown";
      readonly minor: bigint;
    }
  | { readonly kind: "ask-myself"; readonly by: "customer"; readonly customer: number; readonly minor: bigint }
  | {
      readonly kind: "cancel";
      readonly by: "customer";
      readonly customer: number;
      readonly withdrawal: number | "unknown";
    };

/** Many of one person's requests in one go, each with its own answer. */
export type Bulk =
  | { readonly kind: "submit-many"; readonly by: number; readonly items: readonly Submission[] }
  | { readonly kind: "decide-many"; readonly by: number; readonly items: readonly Decision[] };

/** A file of what is paid in or out, from its upload to its end, and what happens between its maker's word and the worker's first row. */
export type File = {
  readonly kind: "file";
  readonly by: number;
  readonly pays: "cash-in" | "cash-out";
  readonly rows: readonly { readonly customer: number | "unknown"; readonly minor: bigint }[];
  readonly meanwhile: Event | null;
};

/** What an issuer may switch off for a distributor, as far as the model goes. */
export type Switch = "consent" | "cash-in" | "cash-out";

/** The most that may be asked for at once, on a day and in a week. */
export type Most = { readonly amount: bigint | null; readonly day: bigint | null; readonly week: bigint | null };

/** What happens around them, behind the application's back. */
export type Event =
  | {
      readonly kind: "suspend" | "reinstate";
      readonly what: "customers" | "merchants" | "distributors";
      readonly n: number;
    }
  | { readonly kind: "session"; readonly person: number; readonly live: boolean }
  | { readonly kind: "member"; readonly person: number; readonly active: boolean }
  | { readonly kind: "roles"; readonly person: number; readonly roles: readonly string[] }
  | { readonly kind: "key"; readonly key: number; readonly revoked: boolean }
  | { readonly kind: "overdue"; readonly operation: number }
  | { readonly kind: "long-ago"; readonly operation: number }
  | { readonly kind: "switches"; readonly distributor: number; readonly off: readonly Switch[] }
  | { readonly kind: "limits"; readonly distributor: number; readonly most: Most }
  | { readonly kind: "new-day" };

/** One step of a run. */
export type Step = Request | Bulk | File | Event;

/** What a request was answered: `accepted` or the code of its refusal, and what else the caller learns. New things are named by their places. */
export type Answer = { readonly code: string; readonly [fact: string]: string | number | boolean | null };

const bigints = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}n` : value);

/** A step as one line of text. */
export function showStep(step: Step): string {
  return JSON.stringify(step, bigints);
}

/** All that makes an input the same input. */
export function showInput(input: Input): string {
  return JSON.stringify(input, bigints);
}
