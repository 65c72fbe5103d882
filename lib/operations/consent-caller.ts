import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import { appDatabase, type Caller } from "@/lib/runtime";
import { hashConsentLink, isConsentToken } from "./consent-proof";

type Found = {
  issuer_id: Id<"issuer">;
  organisation_id: Id<"distributor">;
  operation_id: Id<"operation">;
  customer_id: Id<"customer">;
};

/** A customer who came by the link of an SMS, and the operation that it asks about. */
export type AskedCustomer = { readonly caller: Caller; readonly operationId: Id<"operation"> };

/**
 * Who stands behind the token of a consent's link; null for one that never was or was replaced by a later SMS. They act in the scope of the
 * distributor that asks, as nobody but themselves.
 */
export async function consentCaller(token: string): Promise<AskedCustomer | null> {
  if (!isConsentToken(token)) return null;
  const rows = (await appDatabase().execute(
    sql`select issuer_id, organisation_id, operation_id, customer_id from lookup_consent(${hashConsentLink(token)})`,
  )) as unknown as Found[];
  const row = rows[0];
  if (!row) return null;
  const { issuer_id: issuerId, organisation_id: organisationId, customer_id: customerId } = row;
  return {
    operationId: row.operation_id,
    caller: {
      scope: { issuerId, organisation: organisationId },
      authenticate: async () => ({ kind: "customer", customerId, walletProof: null, issuerId, organisationId }),
    },
  };
}
