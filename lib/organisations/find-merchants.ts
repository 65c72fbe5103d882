import { and, eq } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { merchants } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";

/** A merchant as a recipient. */
export type Merchant = {
  readonly id: Id<"merchant">;
  readonly name: string;
  readonly shortCode: string;
  readonly active: boolean;
  readonly accountId: Id<"account">;
};

/** Merchants of this issuer by short code; unknown codes are missing from the answer. */
export async function findMerchants(ctx: SharedCtx, shortCodes: readonly string[]): Promise<Map<string, Merchant>> {
  if (shortCodes.length === 0) return new Map();
  const rows = await ctx.tx
    .select()
    .from(merchants)
    .where(and(eq(merchants.issuerId, ctx.scope.issuerId), oneOf(merchants.shortCode, shortCodes, "text")));
  return new Map(rows.map((row) => [row.shortCode, toMerchant(row)]));
}

/** Merchants of this issuer by id. */
export async function findMerchantsById(
  ctx: SharedCtx,
  ids: readonly Id<"merchant">[],
): Promise<Map<Id<"merchant">, Merchant>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select()
    .from(merchants)
    .where(and(eq(merchants.issuerId, ctx.scope.issuerId), oneOf(merchants.id, ids, "uuid")));
  return new Map(rows.map((row) => [row.id, toMerchant(row)]));
}

function toMerchant(row: typeof merchants.$inferSelect): Merchant {
  return {
    id: row.id,
    name: row.name,
    shortCode: row.shortCode,
    active: row.status === "active",
    accountId: row.accountId,
  };
}
