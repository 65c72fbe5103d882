import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { distributors } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { type Distributor, toDistributor } from "./read-distributor";

/** Which distributors: by status, and by a part of their name, or the beginning of their short code. Members left out do not narrow. */
export type DistributorFilters = {
  readonly status?: Distributor["status"] | undefined;
  readonly search?: string | undefined;
};

/** Which page: after or before the distributor at its edge. */
export type DistributorPlace = {
  readonly after?: Id<"distributor"> | undefined;
  readonly before?: Id<"distributor"> | undefined;
  readonly limit: number;
};

/** A page of distributors by name; `next` and `previous` are the distributors at its edges, null where the list ends. */
export type DistributorPage = {
  readonly items: readonly Distributor[];
  readonly next: Id<"distributor"> | null;
  readonly previous: Id<"distributor"> | null;
};

/** In the order of people's lists: without regard to case, the id where two are called the same. */
const name = sql`lower(${distributors.name})`;

/**
 * The issuer's distributors, by name.
 * @throws DomainError `auth.forbidden`
 */
export async function listDistributors(
  ctx: Ctx,
  filters: DistributorFilters,
  { after, before, limit }: DistributorPlace,
): Promise<DistributorPage> {
  authorize(ctx, "distributors.read");
  const order = before ? desc : asc;
  const rows = await ctx.tx
    .select()
    .from(distributors)
    .where(and(...conditionsOf(ctx, filters), isBeyond(ctx, after ?? null, ">"), isBeyond(ctx, before ?? null, "<")))
    .orderBy(order(name), order(distributors.id))
    .limit(limit + 1);
  const more = rows.length > limit;
  const items = rows.slice(0, limit).map(toDistributor);
  if (before) items.reverse();
  const first = items[0]?.id ?? null;
  const last = items.at(-1)?.id ?? null;
  return before
    ? { items, next: last, previous: more ? first : null }
    : { items, next: more ? last : null, previous: after ? first : null };
}

/**
 * How many distributors there are of each status; the filters' own status does not count.
 * @throws DomainError `auth.forbidden`
 */
export async function countDistributors(
  ctx: Ctx,
  { search }: DistributorFilters,
): Promise<Readonly<Record<Distributor["status"], number>>> {
  authorize(ctx, "distributors.read");
  const rows = await ctx.tx
    .select({ status: distributors.status, count: sql<string>`count(*)` })
    .from(distributors)
    .where(and(...conditionsOf(ctx, { search })))
    .groupBy(distributors.status);
  const counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
  return { active: counts.get("active") ?? 0, suspended: counts.get("suspended") ?? 0 };
}

function conditionsOf(ctx: Ctx, { status, search }: DistributorFilters): (SQL | undefined)[] {
  const words = search?.trim().toLowerCase();
  return [
    eq(distributors.issuerId, ctx.scope.issuerId),
    status ? eq(distributors.status, status) : undefined,
    words ? sql`(strpos(${name}, ${words}) > 0 or starts_with(${distributors.shortCode}, ${words}))` : undefined,
  ];
}

/** A place that is not there (any more) has nothing beyond it. */
function isBeyond(ctx: Ctx, edge: Id<"distributor"> | null, direction: ">" | "<"): SQL | undefined {
  if (!edge) return undefined;
  return sql`(${name}, ${distributors.id}) ${sql.raw(direction)} (select lower(e.name), e.id from ${distributors} e
    where e.issuer_id = ${ctx.scope.issuerId} and e.id = ${edge})`;
}
