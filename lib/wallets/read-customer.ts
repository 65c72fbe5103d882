import { and, eq } from "drizzle-orm";
import { customers } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { SharedCtx } from "@/lib/runtime";

/** A customer with their state. */
export type CustomerProfile = {
  readonly id: Id<"customer">;
  readonly name: string;
  readonly phone: E164;
  readonly status: "active" | "suspended";
  readonly suspendedReason: string | null;
  readonly suspendedAt: Date | null;
  readonly createdAt: Date;
};

/**
 * A customer of this unit's issuer.
 * @throws DomainError `wallets.customer-not-found`
 */
export async function readCustomer(ctx: SharedCtx, id: Id<"customer">): Promise<CustomerProfile> {
  const [row] = await ctx.tx
    .select({
      id: customers.id,
      name: customers.name,
      phone: customers.phone,
      status: customers.status,
      suspendedReason: customers.suspendedReason,
      suspendedAt: customers.suspendedAt,
      createdAt: customers.createdAt,
    })
    .from(customers)
    .where(and(eq(customers.issuerId, ctx.scope.issuerId), eq(customers.id, id)));
  if (!row) throw new DomainError("wallets.customer-not-found");
  return { ...row, phone: row.phone as E164 };
}
