import { and, eq, type SQL, sql } from "drizzle-orm";
import { distributors } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";
import { isCalled, isOnPage, orderByName, type Page, type Place, toPage } from "./by-name";
import { type Distributor, toDistributor } from "./read-distributor";

/** Which ones: by status, and by a part of their name, or the beginning of their short code. Members left out do not narrow. */
export type DirectoryFilters = {
  readonly status?: "active" | "suspended" | undefined;
  readonly search?: string | undefined;
};

/** How many there are of each status. */
export type StatusCount = Readonly<Record<"active" | "suspended", number>>;

/**
 * The issuer's distributors, by name.
 * @throws DomainError `auth.forbidden`
 */
export async function listDistributors(
  ctx: Ctx,
  filters: DirectoryFilters,
  place: Place<"distributor">,
): Promise<Page<"distributor", Distributor>> {
  authorize(ctx, "distributors.read");
  const { by, limit } = orderByName(distributors, place);
  const rows = await ctx.tx
    .select()
    .from(distributors)
    .where(and(...conditionsOf(ctx, filters), isOnPage(ctx, distributors, place)))
    .orderBy(...by)
    .limit(limit);
  return toPage(rows.map(toDistributor), place);
}

/**
 * How many distributors there are of each status; the filters' own status does not count.
 * @throws DomainError `auth.forbidden`
 */
export async function countDistributors(ctx: Ctx, { search }: DirectoryFilters): Promise<StatusCount> {
  authorize(ctx, "distributors.read");
  const rows = await ctx.tx
    .select({ status: distributors.status, count: sql<string>`count(*)` })
    .from(distributors)
    .where(and(...conditionsOf(ctx, { search })))
    .groupBy(distributors.status);
  return toStatusCount(rows);
}

/** Counts by status; none where there is no row. */
export function toStatusCount(rows: readonly { status: "active" | "suspended"; count: string }[]): StatusCount {
  const counts = new Map(rows.map(({ status, count }) => [status, Number(count)]));
  return { active: counts.get("active") ?? 0, suspended: counts.get("suspended") ?? 0 };
}

function conditionsOf(ctx: Ctx, { status, search }: DirectoryFilters): (SQL | undefined)[] {
  return [
    eq(distributors.issuerId, ctx.scope.issuerId),
    status ? eq(distributors.status, status) : undefined,
    isCalled(distributors, search),
  ];
}
