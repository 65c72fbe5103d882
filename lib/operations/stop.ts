import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import type { Ctx } from "@/lib/runtime";
import { type OperationFilters, periodOf } from "./filters";
import type { OperationView } from "./view";
import { isListed } from "./whose";

/** Where a page begins: after this operation. */
export type ListPosition = OperationView["position"];

/** Where one begins to look: just after an operation, just before one, or at the newest. */
export type Start = { readonly after?: ListPosition | undefined; readonly before?: ListPosition | undefined };

const position = sql`(${operations.createdAt}, ${operations.id})`;

/**
 * Where to stop looking so that no more than so many of a distributor's operations in the filters' period are looked at from a start on: the
 * last of them, or null when there are no others beyond. It reads an index and no row.
 */
export async function readStop(
  ctx: Ctx,
  filters: OperationFilters,
  start: Start,
  through: number,
): Promise<ListPosition | null> {
  const order = start.before ? asc : desc;
  const last = ctx.tx
    .select({ createdAt: operations.createdAt, id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.issuerId, ctx.scope.issuerId),
        isListed(ctx, filters),
        // What is blocked is pending: it is old, among few of its age.
        filters.blocked ? eq(operations.status, "pending") : undefined,
        isBeyond(start),
        ...periodOf(filters),
      ),
    )
    .orderBy(order(operations.createdAt), order(operations.id))
    .limit(2)
    .offset(through - 1);
  const [stop, beyond] = (await ctx.tx.execute(
    sql`select x.id, to_char(x.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt" from (${last}) x
         order by ${order(sql`x.created_at`)}, ${order(sql`x.id`)}`,
  )) as unknown as ListPosition[];
  return stop && beyond ? { createdAt: stop.createdAt, id: stop.id } : null;
}

/** The operations that lie beyond a start. */
export function isBeyond({ after, before }: Start): SQL | undefined {
  return and(
    after && sql`${position} < (${after.createdAt}::timestamptz, ${after.id}::uuid)`,
    before && sql`${position} > (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
  );
}

/** The operations up to a stop, itself included, looking from newer to older (`desc`) or back. */
export function isWithin(stop: ListPosition, order: "asc" | "desc"): SQL {
  return order === "asc"
    ? sql`${position} <= (${stop.createdAt}::timestamptz, ${stop.id}::uuid)`
    : sql`${position} >= (${stop.createdAt}::timestamptz, ${stop.id}::uuid)`;
}
