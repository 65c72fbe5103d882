import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import type { KeyPermission } from "@/lib/kernel/key-terms";
import type { Role } from "@/lib/kernel/roles";

export type { KeyPermission };

/** A person in a session, working for one organisation. Roles are those of this very unit of work. */
export type UserPrincipal = {
  readonly kind: "user";
  readonly personId: Id<"person">;
  readonly sessionId: Id<"session">;
  /** SHA-256 of the session's token in hex: without it the database lets nobody act through the session. It goes into no record. */
  readonly sessionProof: string;
  readonly name: string;
  readonly issuerId: Id<"issuer">;
  readonly organisationId: OrganisationId;
  readonly organisationKind: "issuer" | "distributor";
  readonly roles: readonly Role[];
  /** In whose place they may decide now, with which roles (db/functions/061_delegations.sql). Left out, nobody's. */
  readonly standsFor?: readonly { readonly personId: Id<"person">; readonly roles: readonly Role[] }[];
};

/** Why a live key opens nothing: its distributor is suspended, or the issuer has switched its keys off. */
export type KeyRefusal = "organisations.distributor-suspended" | "organisations.feature-off";

/**
 * An API key. `makerId` is the person who created it: the maker of all it does. Limits in minor units, null for none. `refusal`: with it the
 * key is allowed nothing. `proof`: SHA-256 of the secret that came in, in hex; without it the database takes no operation from the key. It goes into no record.
 */
export type KeyPrincipal = {
  readonly kind: "api-key";
  readonly keyId: Id<"apiKey">;
  readonly label: string;
  readonly makerId: Id<"person">;
  readonly issuerId: Id<"issuer">;
  readonly organisationId: Id<"distributor">;
  readonly permissions: readonly KeyPermission[];
  readonly maxAmountMinor: bigint | null;
  readonly maxDailyMinor: bigint | null;
  readonly refusal: KeyRefusal | null;
  readonly proof: string;
};

/** Somebody with a wallet, who came by a link of theirs or signed in to it. `organisationId`: whom what they do concerns. */
export type CustomerPrincipal = {
  readonly kind: "customer";
  readonly customerId: Id<"customer">;
  /** SHA-256 of the token of their session in their own wallet, in hex; null for who came by a link. It goes into no record. */
  readonly walletProof: string | null;
  readonly issuerId: Id<"issuer">;
  readonly organisationId: OrganisationId;
};

/**
 * A file that its maker has submitted: the worker makes its operations in that person's name, and the database takes none but those that the file
 * says (db/functions/061_operations_submit.sql).
 */
export type BatchPrincipal = {
  readonly kind: "batch";
  readonly batchId: Id<"batch">;
  readonly makerId: Id<"person">;
  readonly issuerId: Id<"issuer">;
  readonly organisationId: Id<"distributor">;
};

/** The clock and start-up work. */
export type SystemPrincipal = {
  readonly kind: "system";
  readonly name: string;
  readonly issuerId: Id<"issuer">;
  readonly organisationId: OrganisationId;
};

/** Who is calling. */
export type Principal = UserPrincipal | KeyPrincipal | CustomerPrincipal | BatchPrincipal | SystemPrincipal;

/** How a principal stands in the audit: `person:<uuid>`, `key:<uuid>`, `customer:<uuid>`, `system:<name>`. */
export function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case "user":
      return `person:${principal.personId}`;
    case "api-key":
      return `key:${principal.keyId}`;
    case "customer":
      return `customer:${principal.customerId}`;
    case "batch":
      return `person:${principal.makerId}`;
    case "system":
      return `system:${principal.name}`;
  }
}
