import type { KeyPermission, Role } from "./principal";

/** Who may do a thing: people by role, keys by permission. `system` is for what only the clock and start-up do. */
export type Grant = { readonly roles: readonly Role[]; readonly key?: KeyPermission };

const EVERYBODY: readonly Role[] = ["admin", "maker", "checker", "viewer"];

/**
 * The one table of permissions (DESIGN §7): screens compute their matrix from it, verbs name a row of it. The system principal may do what
 * the clock does and is checked by name in the verbs concerned.
 */
export const PERMISSIONS = {
  "home.read": { roles: EVERYBODY },
  "balance.read": { roles: EVERYBODY, key: "read-balance" },
  "operations.read": { roles: EVERYBODY, key: "read-transactions" },
  "operations.submit": { roles: ["maker"], key: "perform-operations" },
  "operations.decide": { roles: ["checker"] },
  "operations.recall": { roles: ["admin", "maker"] },
  "operations.expire": { roles: [] },
  "events.deliver": { roles: [] },
  "records.prune": { roles: [] },
  /** Customers' phone numbers in full; others see them masked. */
  "phones.read": { roles: ["admin", "maker", "checker"] },
  "recipients.read": { roles: ["maker"], key: "perform-operations" },
  "withdrawals.read": { roles: EVERYBODY, key: "read-transactions" },
  "withdrawals.request": { roles: [] },
  "organisations.administer": { roles: [] },
  "people.administer": { roles: [] },
  "verification.run": { roles: [] },
  "verification.read": { roles: ["admin"] },
  "sign-in.attempt": { roles: [] },
  "sessions.own": { roles: EVERYBODY },
} as const satisfies Record<string, Grant>;

/** A row of the table of permissions. */
export type Permission = keyof typeof PERMISSIONS;
