/** The states of an operation, as on the wire (contract: Lifecycle). `executing` only where the effect is not local. */
export const STATUSES = ["pending", "executing", "completed", "failed", "rejected", "cancelled", "expired"] as const;

/** A state of an operation. */
export type Status = (typeof STATUSES)[number];

/** A state that is an end. */
export type EndStatus = Exclude<Status, "pending" | "executing">;

/** The drawn edges; the database refuses every other (db/functions/060_operations_guards.sql). */
export const EDGES: Readonly<Record<Status, readonly Status[]>> = {
  pending: ["executing", "completed", "failed", "rejected", "cancelled", "expired"],
  executing: ["completed", "failed"],
  completed: [],
  failed: [],
  rejected: [],
  cancelled: [],
  expired: [],
};

/** What the customer says to a payment out of their wallet that they did not ask for themselves (contract: `consent`). */
export const CONSENT_STATES = ["awaited", "given", "refused"] as const;

/** One of them. */
export type ConsentState = (typeof CONSENT_STATES)[number];

/** How it was said: by a code that a maker typed, by the link of the SMS, or in the customer's own wallet. */
export type ConsentVia = "code" | "link" | "wallet";
