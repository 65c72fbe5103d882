import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { apiKeys, memberships } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { countRequest } from "@/lib/limits";
import { appDatabase, type Caller, type KeyPrincipal, type Scope } from "@/lib/runtime";
import { isAddressAllowed } from "./addresses";
import { hashKey, isKey } from "./key-format";

type KeyIds = { issuer_id: Id<"issuer">; distributor_id: Id<"distributor">; key_id: Id<"apiKey"> };

/**
 * Who stands behind a bearer key. The order of refusals is the contract's: 401, 403 address, 429; permissions come with the verb.
 * @throws DomainError `auth.invalid-api-key` for a missing, malformed, unknown, expired or revoked key alike, and for one
 * whose maker is no longer an active member; inside the unit also `auth.address-not-allowed`, `api-keys.rate-limited`
 */
export async function keyCaller(secret: string): Promise<Caller> {
  if (!isKey(secret)) throw new DomainError("auth.invalid-api-key");
  const rows = (await appDatabase().execute(
    sql`select issuer_id, distributor_id, key_id from lookup_api_key(${hashKey(secret)})`,
  )) as unknown as KeyIds[];
  const ids = rows[0];
  if (!ids) throw new DomainError("auth.invalid-api-key");
  const scope: Scope = { issuerId: ids.issuer_id, organisation: ids.distributor_id };
  return { scope, authenticate: (tx, unit) => loadKey(tx, ids, unit.address) };
}

async function loadKey(tx: Tx, ids: KeyIds, address: string | null): Promise<KeyPrincipal> {
  const [found] = await tx
    .select({ key: apiKeys })
    .from(apiKeys)
    .innerJoin(
      memberships,
      and(
        eq(memberships.issuerId, apiKeys.issuerId),
        eq(memberships.organisationId, apiKeys.distributorId),
        eq(memberships.personId, apiKeys.madeBy),
        eq(memberships.status, "active"),
      ),
    )
    .where(
      and(
        eq(apiKeys.issuerId, ids.issuer_id),
        eq(apiKeys.id, ids.key_id),
        isNull(apiKeys.revokedAt),
        gt(apiKeys.expiresAt, sql`now()`),
      ),
    );
  if (!found) throw new DomainError("auth.invalid-api-key");
  const { key } = found;
  if (!isAddressAllowed(address, key.allowedAddresses)) throw new DomainError("auth.address-not-allowed");
  const rate = await countRequest(ids.issuer_id, ids.key_id);
  if (rate.used > key.requestsPerMinute) {
    const seconds = Math.max(1, Math.ceil((rate.resetsAt.getTime() - Date.now()) / 1000));
    throw new DomainError("api-keys.rate-limited", { details: { retryAfterSeconds: seconds } });
  }
  return {
    kind: "api-key",
    keyId: key.id,
    label: key.label,
    makerId: key.madeBy,
    issuerId: key.issuerId,
    organisationId: key.distributorId,
    permissions: key.permissions,
    maxAmountMinor: key.maxAmountMinor,
    maxDailyMinor: key.maxDailyMinor,
  };
}
