import { and, asc, desc, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import { customers } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
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

/** Which customers: by status, by phone, or by a part of their name. Members left out do not narrow. */
export type CustomerFilters = {
  readonly status?: "active" | "suspended" | undefined;
  readonly phone?: E164 | undefined;
  readonly name?: string | undefined;
};

/** Which page: after or before the customer at its edge. */
export type CustomerPlace = {
  readonly after?: Id<"customer"> | undefined;
  readonly before?: Id<"customer"> | undefined;
  readonly limit: number;
};

/** A page of customers; `next` and `previous` are those at its edges, null where the list ends. */
export type CustomerPage = {
  readonly items: readonly ListedCustomer[];
  readonly next: Id<"customer"> | null;
  readonly previous: Id<"customer"> | null;
};

/** Counting stops here: a tab says "1,000+" sooner than it makes anybody wait. */
export const CUSTOMERS_COUNTED_AT_MOST = 1_000;

/**
 * The issuer's customers, newest first: there may be millions, and their ids grow with time.
 * @throws DomainError `auth.forbidden`
 */
export async function listCustomers(ctx: Ctx, filters: CustomerFilters, place: CustomerPlace): Promise<CustomerPage> {
  authorize(ctx, "customers.read");
  const { after, before, limit } = place;
  const back = !after && before !== undefined;
  const rows = await ctx.tx
    .select({
      id: customers.id,
      phone: customers.phone,
      name: customers.name,
      status: customers.status,
      accountId: customers.accountId,
      createdAt: customers.createdAt,
    })
    .from(customers)
    .where(
      and(
        ...conditionsOf(ctx, filters),
        after ? lt(customers.id, after) : undefined,
        back ? gt(customers.id, before) : undefined,
      ),
    )
    .orderBy(back ? asc(customers.id) : desc(customers.id))
    .limit(limit + 1);
  const more = rows.length > limit;
  const items = rows.slice(0, limit).map((row) => ({ ...row, phone: row.phone as E164 }));
  if (back) items.reverse();
  const first = items[0]?.id ?? null;
  const last = items.at(-1)?.id ?? null;
  if (back) return { items, next: last, previous: more ? first : null };
  return { items, next: more ? last : null, previous: after ? first : null };
}

/**
 * How many customers there are of each status, at most {@link CUSTOMERS_COUNTED_AT_MOST} each; the filters' own status does not count.
 * @throws DomainError `auth.forbidden`
 */
export async function countCustomers(
  ctx: Ctx,
  { status: _, ...filters }: CustomerFilters,
): Promise<Readonly<Record<"active" | "suspended", number>>> {
  authorize(ctx, "customers.read");
  const some = ctx.tx
    .select({ one: sql`1` })
    .from(customers)
    .where(and(...conditionsOf(ctx, filters), eq(customers.status, sql`s.status`)))
    .limit(CUSTOMERS_COUNTED_AT_MOST);
  const rows = (await ctx.tx.execute(
    sql`select s.status, (select count(*) from (${some}) x)::int as count from unnest(array['active', 'suspended']) as s(status)`,
  )) as unknown as { status: "active" | "suspended"; count: number }[];
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  return { active: counts.get("active") ?? 0, suspended: counts.get("suspended") ?? 0 };
}

function conditionsOf(ctx: Ctx, { status, phone, name }: CustomerFilters): (SQL | undefined)[] {
  const words = name?.trim().toLowerCase();
  return [
    eq(customers.issuerId, ctx.scope.issuerId),
    status ? eq(customers.status, status) : undefined,
    phone ? eq(customers.phone, phone) : undefined,
    words ? sql`strpos(lower(${customers.name}), ${words}) > 0` : undefined,
  ];
}
