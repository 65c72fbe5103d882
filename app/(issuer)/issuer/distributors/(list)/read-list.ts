import { readId, showId } from "@/lib/kernel/ids";
import { countDistributors, listDistributors } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import type { DirectoryCounts } from "../../_components/directory-frame";
import { type DirectoryQuery, statusOf } from "../../_components/directory-query";
import { type DistributorRow, readDistributorRows } from "../../_components/distributor-rows";

const PAGE = 50;

/** A page of distributors; `next` and `previous` are cursors as they stand in the address. */
export type DistributorList = {
  readonly rows: readonly DistributorRow[];
  readonly counts: DirectoryCounts;
  readonly next: string | null;
  readonly previous: string | null;
  readonly canCreate: boolean;
};

/**
 * What the address asks for, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readList(ctx: Ctx, query: DirectoryQuery): Promise<DistributorList> {
  const filters = { search: query.q, status: statusOf(query) };
  const edge = (text: string | null) => (text && readId("distributor", text)) || undefined;
  const page = await listDistributors(ctx, filters, {
    after: edge(query.after),
    before: edge(query.before),
    limit: PAGE,
  });
  const { rows } = await readDistributorRows(ctx, page.items);
  return {
    rows,
    counts: await countDistributors(ctx, filters),
    next: page.next && showId("distributor", page.next),
    previous: page.previous && showId("distributor", page.previous),
    canCreate: isAllowed(ctx.principal, "distributors.change"),
  };
}
