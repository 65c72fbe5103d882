import { and, eq } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { customers } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { SharedCtx } from "@/lib/runtime";

/** A customer as somebody who is paid or pays. */
export type Customer = {
  readonly id: Id<"customer">;
  readonly name: string;
  readonly phone: E164;
  readonly active: boolean;
  readonly accountId: Id<"account">;
};

/** Customers of this issuer by phone; unknown phones are missing from the answer. */
export async function findCustomers(ctx: SharedCtx, phones: readonly E164[]): Promise<Map<E164, Customer>> {
  if (phones.length === 0) return new Map();
  const rows = await ctx.tx
    .select()
    .from(customers)
    .where(and(eq(customers.issuerId, ctx.scope.issuerId), oneOf(customers.phone, phones, "text")));
  return new Map(rows.map((row) => [row.phone as E164, toCustomer(row)]));
}

/** Customers of this issuer by id. */
export async function findCustomersById(
  ctx: SharedCtx,
  ids: readonly Id<"customer">[],
): Promise<Map<Id<"customer">, Customer>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select()
    .from(customers)
    .where(and(eq(customers.issuerId, ctx.scope.issuerId), oneOf(customers.id, ids, "uuid")));
  return new Map(rows.map((row) => [row.id, toCustomer(row)]));
}

function toCustomer(row: typeof customers.$inferSelect): Customer {
  return {
    id: row.id,
    name: row.name,
    phone: row.phone as E164,
    active: row.status === "active",
    accountId: row.accountId,
  };
}
