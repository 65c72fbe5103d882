import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import { appDatabase, coalesce, type KeyPermission, type KeyPrincipal, type KeyRefusal } from "@/lib/runtime";

/** A live key, as the door must know it. */
export type FoundKey = {
  readonly principal: KeyPrincipal;
  readonly allowedAddresses: readonly string[];
  readonly requestsPerMinute: number;
};

type Row = {
  idx: number;
  issuer_id: Id<"issuer">;
  distributor_id: Id<"distributor">;
  key_id: Id<"apiKey">;
  made_by: Id<"person">;
  label: string;
  permissions: KeyPermission[];
  max_amount_minor: string | null;
  max_daily_minor: string | null;
  allowed_addresses: string[];
  requests_per_minute: number;
  refusal: KeyRefusal | null;
};

const AT_MOST = 200;

/**
 * Looks a key up by the SHA-256 of one of its secrets, before a scope exists; requests that meet share a statement. Null when there is no such secret or
 * it was rotated out, the key has expired, was revoked or stopped with all others, or its maker is no longer an active member. Nothing is remembered:
 * the next request asks again.
 */
export function lookUpKey(hash: Buffer): Promise<FoundKey | null> {
  return coalesce("look up keys", AT_MOST, hash, async (hashes: readonly Buffer[]) => {
    const hex = JSON.stringify(hashes.map((one) => one.toString("hex")));
    const rows = (await appDatabase().execute(sql`select * from lookup_api_keys(${hex}::jsonb)`)) as unknown as Row[];
    const found = new Map(rows.map((row) => [row.idx, toFound(row, hashes[row.idx])]));
    return hashes.map((_, n) => ({ ok: true, value: found.get(n) ?? null }));
  });
}

function toFound(row: Row, hash: Buffer | undefined): FoundKey {
  return {
    principal: {
      kind: "api-key",
      keyId: row.key_id,
      label: row.label,
      makerId: row.made_by,
      issuerId: row.issuer_id,
      organisationId: row.distributor_id,
      permissions: row.permissions,
      maxAmountMinor: row.max_amount_minor === null ? null : BigInt(row.max_amount_minor),
      maxDailyMinor: row.max_daily_minor === null ? null : BigInt(row.max_daily_minor),
      refusal: row.refusal,
      proof: hash?.toString("hex") ?? "",
    },
    allowedAddresses: row.allowed_addresses,
    requestsPerMinute: row.requests_per_minute,
  };
}
