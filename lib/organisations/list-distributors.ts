import { and, eq } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { distributors } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { Page, Place } from "@/lib/kernel/pagination";
import { authorize, type Ctx } from "@/lib/runtime";
import { countDirectory, readDirectory, type StatusCount, withRows } from "./directory";
import { type DirectoryFilters, stretchOf } from "./directory-filters";
import { type Distributor, toDistributor } from "./read-distributor";

/**
 * The issuer's distributors, by name, or by short code where one is searched for.
 * @throws DomainError `auth.forbidden`
 */
export async function listDistributors(
  ctx: Ctx,
  { status, search }: DirectoryFilters,
  place: Place<Id<"distributor">>,
): Promise<Page<Id<"distributor">, Distributor>> {
  authorize(ctx, "distributors.read");
  const page = await readDirectory(ctx, distributors, { stretch: stretchOf(distributors, search), status }, place);
  const rows = await ctx.tx
    .select()
    .from(distributors)
    .where(and(eq(distributors.issuerId, ctx.scope.issuerId), oneOf(distributors.id, page.items, "uuid")));
  return withRows(page, rows.map(toDistributor));
}

/**
 * How many distributors there are of each status, of those that are searched for.
 * @throws DomainError `auth.forbidden`
 */
export async function countDistributors(ctx: Ctx, { search }: DirectoryFilters): Promise<StatusCount> {
  authorize(ctx, "distributors.read");
  return countDirectory(ctx, distributors, stretchOf(distributors, search));
}
