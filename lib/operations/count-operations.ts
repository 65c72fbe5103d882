import { and, desc, eq, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";
import { isBlocked } from "./blocked";
import { areLoose, conditionsOf, type OperationFilters } from "./filters";
import { STATUSES, type Status } from "./states";
import { isWithin, readStop } from "./stop";
import { isListed } from "./whose";

/** Counting stops here for each status: a tab says "1,000+" sooner than it makes anybody wait. */
export const COUNTED_AT_MOST = 1_000;

/**
 * How many operations there are of each status, at most {@link COUNTED_AT_MOST} each. Not `complete`: there are older ones that were
 * not looked at.
 */
export type StatusCounts = { readonly byStatus: Readonly<Record<Status, number>>; readonly complete: boolean };

/**
 * How many operations of the principal's distributor meet the filters, by status; the filters' own statuses do not count. Where no index
 * serves the filters, it looks through the newest `lookThrough` operations in their period.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function countOperations(ctx: Ctx, filters: OperationFilters, lookThrough: number): Promise<StatusCounts> {
  authorize(ctx, "operations.read");
  const { statuses: _, ...others } = filters;
  const stop = areLoose(others) ? await readStop(ctx, others, {}, lookThrough) : null;
  const those = and(
    eq(operations.issuerId, ctx.scope.issuerId),
    isListed(ctx, filters),
    stop ? isWithin(stop, "desc") : undefined,
    ...conditionsOf(others),
  );
  const some = ctx.tx
    .select({ one: sql`1` })
    .from(operations)
    .where(and(those, eq(operations.status, sql`s.status`), filters.blocked ? isBlocked(ctx, those) : undefined))
    // By status and in the order of its index: else a status without operations might be looked for in the whole table.
    .orderBy(desc(operations.createdAt), desc(operations.id))
    .limit(COUNTED_AT_MOST);
  const rows = (await ctx.tx.execute(
    sql`select s.status, (select count(*) from (${some}) x)::int as count
          from unnest(${sql.param([...STATUSES])}::text[]) as s(status)`,
  )) as unknown as { status: Status; count: number }[];
  const byStatus = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status, count } of rows) byStatus[status] = count;
  return { byStatus, complete: stop === null };
}
