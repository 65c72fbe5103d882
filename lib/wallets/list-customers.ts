import { and, eq } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { customers } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { Page, Place } from "@/lib/kernel/pagination";
import type { E164 } from "@/lib/kernel/phone";
import {
  countDirectory,
  namesFrom,
  readDirectory,
  type StatusCount,
  type Stretch,
  withRows,
} from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";

/** A customer as the issuer's staff see them. */
export type ListedCustomer = {
  readonly id: Id<"customer">;
  readonly phone: E164;
  readonly name: string;
  readonly status: "active" | "suspended";
  readonly accountId: Id<"account">;
  readonly createdAt: Date;
};

/** Which customers: by status, by phone, or by the beginning of their name. Members left out do not narrow. */
export type CustomerFilters = {
  readonly status?: "active" | "suspended" | undefined;
  readonly phone?: E164 | undefined;
  readonly name?: string | undefined;
};

/**
 * The issuer's customers, newest first: there may be millions. Those whose name is searched for stand by name.
 * @throws DomainError `auth.forbidden`
 */
export async function listCustomers(
  ctx: Ctx,
  filters: CustomerFilters,
  place: Place<Id<"customer">>,
): Promise<Page<Id<"customer">, ListedCustomer>> {
  authorize(ctx, "customers.read");
  const { status } = filters;
  const page = await readDirectory(ctx, customers, { stretch: stretchOf(filters), status }, place);
  const { id, phone, name, accountId, createdAt } = customers;
  const rows = await ctx.tx
    .select({ id, phone, name, status: customers.status, accountId, createdAt })
    .from(customers)
    .where(and(eq(customers.issuerId, ctx.scope.issuerId), oneOf(customers.id, page.items, "uuid")));
  return withRows(
    page,
    rows.map((row) => ({ ...row, phone: row.phone as E164 })),
  );
}

/**
 * How many customers there are of each status, of those that are searched for.
 * @throws DomainError `auth.forbidden`
 */
export async function countCustomers(ctx: Ctx, filters: CustomerFilters): Promise<StatusCount> {
  authorize(ctx, "customers.read");
  return countDirectory(ctx, customers, stretchOf(filters));
}

function stretchOf({ phone, name = "" }: CustomerFilters): Stretch {
  // One of each phone: the stretch is a single row.
  if (phone) return { by: customers.phone, from: phone, below: `${phone}0` };
  return name.trim() === "" ? { by: null } : namesFrom(customers.nameKey, name);
}
