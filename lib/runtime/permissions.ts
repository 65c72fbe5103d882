import { ROLES, type Role } from "@/lib/kernel/roles";
import type { KeyPermission } from "./principal";

/**
 * Who may do a thing: people by role, keys by permission, customers in their own wallet; `in` names the kind of organisation where only such
 * people may. No roles: what only the clock and start-up do, or customers.
 */
export type Grant = {
  readonly roles: readonly Role[];
  readonly key?: KeyPermission;
  readonly in?: "issuer" | "distributor";
  readonly customer?: true;
};

const EVERYBODY = ROLES;

/**
 * The one table of permissions (DESIGN §7): screens compute their matrix from it, verbs name a row of it. The system principal may do what
 * the clock does and is checked by name in the verbs concerned.
 */
export const PERMISSIONS = {
  "home.read": { roles: EVERYBODY },
  "balance.read": { roles: EVERYBODY, key: "read-balance" },
  "operations.read": { roles: EVERYBODY, key: "read-transactions" },
  "operations.submit": { roles: ["maker"], key: "perform-operations", in: "distributor" },
  /** The contract names no reversal that a key makes. */
  "operations.reverse": { roles: ["maker"], in: "distributor" },
  "operations.decide": { roles: ["checker"] },
  "operations.recall": { roles: ["admin", "maker"] },
  /** Whoever has lost the role since may still take back what they gave with it. */
  "operations.undo": { roles: EVERYBODY },
  "operations.revise": { roles: ["maker"], in: "distributor" },
  "operations.expire": { roles: [] },
  "events.deliver": { roles: [] },
  "records.prune": { roles: [] },
  "batches.carry-out": { roles: [] },
  /** Customers' phone numbers in full; others see them masked. */
  "phones.read": { roles: ["admin", "maker", "checker"] },
  "recipients.read": { roles: ["maker"], key: "perform-operations", in: "distributor" },
  "withdrawals.read": { roles: EVERYBODY, key: "read-transactions" },
  "withdrawals.request": { roles: [], customer: true },
  "wallet.read": { roles: [], customer: true },
  /** Whether money may be paid out of a wallet: its customer says it themselves, or a maker types the code that they read out. */
  "consents.answer": { roles: ["maker"], in: "distributor", customer: true },
  "consents.read": { roles: [], customer: true },
  "consents.send": { roles: [] },
  "float.sell": { roles: ["maker"], in: "issuer" },
  "float.request": { roles: ["maker"], in: "distributor" },
  "float.accounts": { roles: ["admin"], in: "distributor" },
  "float.transfer": { roles: ["maker"], in: "distributor" },
  /** Below what float a distributor is shown as low: it gives nobody anything. */
  "float.mark": { roles: ["admin"], in: "distributor" },
  "people.read": { roles: EVERYBODY },
  "people.change": { roles: ["admin"] },
  /** The second person of a change of people; all else that needs one goes by `operations.decide`. */
  "people.decide": { roles: ["admin", "checker"] },
  /** That somebody decides in one's place while one is away. */
  "delegations.ask": { roles: ["admin", "checker"] },
  "api-keys.read": { roles: EVERYBODY, in: "distributor" },
  /** New and wider keys, and the secrets of those that one has asked for: nobody grants what they may not do themselves. */
  "api-keys.request": { roles: ["maker"], in: "distributor" },
  /** From those that one has asked for; an admin from each (db/functions/071_api_keys_at_once.sql). */
  "api-keys.narrow": { roles: EVERYBODY, in: "distributor" },
  "api-keys.stop": { roles: ["admin"], in: "distributor" },
  /** How many approve what, and who. */
  "policies.read": { roles: EVERYBODY, in: "distributor" },
  "policies.change": { roles: ["admin"], in: "distributor" },
  "audit.read": { roles: ["admin", "checker"] },
  "api-requests.read": { roles: EVERYBODY },
  "distributors.read": { roles: EVERYBODY, in: "issuer" },
  "distributors.change": { roles: ["admin"], in: "issuer" },
  "merchants.read": { roles: EVERYBODY, in: "issuer" },
  "merchants.change": { roles: ["admin", "maker"], in: "issuer" },
  "customers.read": { roles: EVERYBODY, in: "issuer" },
  "customers.change": { roles: ["admin", "maker"], in: "issuer" },
  "organisations.administer": { roles: [] },
  "people.administer": { roles: [] },
  "verification.run": { roles: [] },
  "verification.read": { roles: ["admin"] },
  "sign-in.attempt": { roles: [] },
  "sessions.own": { roles: EVERYBODY },
  /** What one is told of, and when. */
  "notices.own": { roles: EVERYBODY },
  /** After how long all are told of what waits: it gives nobody anything. */
  "notices.escalate": { roles: ["admin"] },
} as const satisfies Record<string, Grant>;

/** A row of the table of permissions. */
export type Permission = keyof typeof PERMISSIONS;
