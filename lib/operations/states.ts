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
