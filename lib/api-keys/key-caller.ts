import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { oneOf } from "@/db/one-of";
import { apiKeys, distributors, memberships } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { countRequest, type RateUse } from "@/lib/limits";
import { type Caller, type KeyPrincipal, type KeyRefusal, readTogether } from "@/lib/runtime";
import { isAddressAllowed } from "./addresses";
import { hashKey, isKey } from "./key-format";
import { type FoundKey, lookUpKey } from "./look-up-key";

/** A key at the door. What it may do is known before a unit of work exists, and read again inside it. */
export type KeyCaller = Caller & { readonly principal: KeyPrincipal };

/** A key that was let in, and what it has used of the running minute: of `limit` requests `used`, this one included. */
export type AdmittedKey = KeyCaller & { readonly rate: KeyRate };

/** What a key has used of the running minute, and how much it may. */
export type KeyRate = RateUse & { readonly limit: number };

/**
 * Whose key a request came with.
 * @throws DomainError `auth.invalid-api-key` for a missing, malformed, unknown, rotated out, expired, revoked or stopped key alike, and for one whose
 * maker is no longer an active member
 */
export async function identifyKey(secret: string): Promise<FoundKey> {
  const found = isKey(secret) ? await lookUpKey(hashKey(secret)) : null;
  if (!found) throw new DomainError("auth.invalid-api-key");
  return found;
}

/**
 * Lets a request with a known key in, and counts it.
 * @param address the true peer's; null where it is not known
 * @throws DomainError `auth.address-not-allowed`; `api-keys.rate-limited` with `retryAfterSeconds` and `over`, how many requests over the limit
 * this one is
 */
export async function admitKey(found: FoundKey, address: string | null): Promise<AdmittedKey> {
  const { principal, allowedAddresses, requestsPerMinute: limit } = found;
  if (!isAddressAllowed(address, allowedAddresses)) throw new DomainError("auth.address-not-allowed");
  const use = await countRequest(principal.issuerId, principal.keyId);
  if (use.used > limit) {
    const retryAfterSeconds = Math.max(1, Math.ceil((use.resetsAt.getTime() - Date.now()) / 1000));
    throw new DomainError("api-keys.rate-limited", { details: { retryAfterSeconds, over: use.used - limit } });
  }
  return {
    scope: { issuerId: principal.issuerId, organisation: principal.organisationId },
    principal,
    rate: { ...use, limit },
    authenticate: async (tx) => {
      const live = await readLiveKey(tx, principal.keyId);
      if (!live) throw new DomainError("auth.invalid-api-key");
      return { ...live, proof: principal.proof };
    },
  };
}

/**
 * Lets a request with a bearer key in: {@link identifyKey}, then {@link admitKey}. The order of refusals is the contract's: 401, 403 address,
 * 429; permissions come with the verb, and so does that its distributor is suspended or its keys are switched off; inside the unit the key is read again.
 * @throws DomainError as these
 */
export async function keyCaller(secret: string, address: string | null): Promise<AdmittedKey> {
  return admitKey(await identifyKey(secret), address);
}

type LiveKey = Omit<KeyPrincipal, "proof">;

const readLiveKey = readTogether(async (tx: Tx, ids: readonly Id<"apiKey">[]): Promise<Map<Id<"apiKey">, LiveKey>> => {
  const rows = await tx
    .select({ key: apiKeys, roles: memberships.roles, status: distributors.status, off: distributors.featuresOff })
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
    .innerJoin(
      distributors,
      and(
        eq(distributors.issuerId, apiKeys.issuerId),
        eq(distributors.id, apiKeys.distributorId),
        isNull(distributors.keysStoppedAt),
      ),
    )
    .where(
      and(
        sql`${apiKeys.issuerId} = app_issuer()`,
        oneOf(apiKeys.id, ids, "uuid"),
        isNull(apiKeys.revokedAt),
        gt(apiKeys.expiresAt, sql`now()`),
      ),
    );
  return new Map(
    rows.map(({ key, roles, status, off }) => [
      key.id,
      toPrincipal(key, roles.includes("maker"), refusalOf(status, off)),
    ]),
  );
});

function refusalOf(status: string, off: readonly string[]): KeyRefusal | null {
  if (status !== "active") return "organisations.distributor-suspended";
  return off.includes("api-keys") ? "organisations.feature-off" : null;
}

function toPrincipal(key: typeof apiKeys.$inferSelect, isMaker: boolean, refusal: KeyRefusal | null): LiveKey {
  return {
    kind: "api-key",
    keyId: key.id,
    label: key.label,
    makerId: key.madeBy,
    issuerId: key.issuerId,
    organisationId: key.distributorId,
    permissions: key.permissions.filter((one) => isMaker || one !== "perform-operations"),
    maxAmountMinor: key.maxAmountMinor,
    maxDailyMinor: key.maxDailyMinor,
    refusal,
  };
}
