import { and, eq } from "drizzle-orm";
import { merchants } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";

/** A merchant with its state. */
export type MerchantProfile = {
  readonly id: Id<"merchant">;
  readonly name: string;
  readonly shortCode: string;
  readonly adminPhone: string | null;
  readonly status: "active" | "suspended";
  readonly suspendedReason: string | null;
  readonly suspendedAt: Date | null;
  readonly createdAt: Date;
};

/**
 * A merchant of this unit's issuer.
 * @throws DomainError `organisations.merchant-not-found`
 */
export async function readMerchant(ctx: SharedCtx, id: Id<"merchant">): Promise<MerchantProfile> {
  const [row] = await ctx.tx
    .select({
      id: merchants.id,
      name: merchants.name,
      shortCode: merchants.shortCode,
      adminPhone: merchants.adminPhone,
      status: merchants.status,
      suspendedReason: merchants.suspendedReason,
      suspendedAt: merchants.suspendedAt,
      createdAt: merchants.createdAt,
    })
    .from(merchants)
    .where(and(eq(merchants.issuerId, ctx.scope.issuerId), eq(merchants.id, id)));
  if (!row) throw new DomainError("organisations.merchant-not-found");
  return row;
}
