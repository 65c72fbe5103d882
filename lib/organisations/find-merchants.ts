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
  return new Map(
    rows.map((row) => [
      row.shortCode,
      {
        id: row.id,
        name: row.name,
        shortCode: row.shortCode,
        active: row.status === "active",
        accountId: row.accountId,
      },
    ]),
  );
}

/** Whether merchants are active now, by id; asked again when an operation is decided. */
export async function findActiveMerchants(
  ctx: SharedCtx,
  ids: readonly Id<"merchant">[],
): Promise<Map<Id<"merchant">, Id<"account">>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select({ id: merchants.id, accountId: merchants.accountId })
    .from(merchants)
    .where(
      and(eq(merchants.issuerId, ctx.scope.issuerId), oneOf(merchants.id, ids, "uuid"), eq(merchants.status, "active")),
    );
  return new Map(rows.map((row) => [row.id, row.accountId]));
}
