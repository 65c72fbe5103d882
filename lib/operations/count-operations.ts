import { and, eq, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import { ownDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { conditionsOf, type OperationFilters } from "./list-operations";
import { STATUSES, type Status } from "./states";

/** Counting stops here for each status: a tab says "10,000+" sooner than it makes anybody wait. */
export const COUNTED_AT_MOST = 10_000;

/** How many operations there are of each status, at most {@link COUNTED_AT_MOST} each. */
export type StatusCounts = Readonly<Record<Status, number>>;

/**
 * How many operations of the principal's distributor meet the filters, by status; the filters' own statuses do not count.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function countOperations(ctx: Ctx, filters: OperationFilters): Promise<StatusCounts> {
  authorize(ctx, "operations.read");
  const { statuses: _, ...others } = filters;
  const some = ctx.tx
    .select({ one: sql`1` })
    .from(operations)
    .where(
      and(
        eq(operations.issuerId, ctx.scope.issuerId),
        eq(operations.distributorId, ownDistributor(ctx)),
        eq(operations.status, sql`s.status`),
        ...conditionsOf(others),
      ),
    )
    .limit(COUNTED_AT_MOST);
  // By status, so that each part is a short walk along the index by status.
  const rows = (await ctx.tx.execute(
    sql`select s.status, (select count(*) from (${some}) x)::int as count
          from unnest(${sql.param([...STATUSES])}::text[]) as s(status)`,
  )) as unknown as { status: Status; count: number }[];
  const counts = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}
