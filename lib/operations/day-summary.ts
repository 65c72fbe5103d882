import { and, eq, gte, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import { startOfLocalDay } from "@/lib/kernel/time";
import type { Distributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";

/** Volumes of one local hour (0 to 23), in minor units. */
export type HourVolume = { readonly hour: number; readonly inMinor: bigint; readonly outMinor: bigint };

/** What a distributor completed today, in its own zone. `in` is cash-in, `out` cash-out; only hours with volume are listed. */
export type DaySummary = {
  readonly completed: number;
  readonly inMinor: bigint;
  readonly outMinor: bigint;
  readonly hours: readonly HourVolume[];
};

/**
 * Today's completed operations by the hour in which they were decided.
 * @throws DomainError `auth.forbidden`
 */
export async function readDaySummary(ctx: Ctx, distributor: Distributor): Promise<DaySummary> {
  authorize(ctx, "home.read");
  const hour = sql<string>`extract(hour from ${operations.decidedAt} at time zone ${distributor.timeZone})`;
  const volume = (type: string) =>
    sql<string>`coalesce(sum(${operations.amountMinor}) filter (where ${operations.type} = ${type}), 0)`;
  const rows = await ctx.tx
    .select({
      hour: hour.as("hour"),
      count: sql<string>`count(*)`,
      in: volume("cash-in"),
      out: volume("cash-out-fulfillment"),
    })
    .from(operations)
    .where(
      and(
        eq(operations.issuerId, ctx.scope.issuerId),
        eq(operations.organisationId, distributor.id),
        // In words of its own: the index of completed ones serves no statement that is told the status when it runs.
        sql`${operations.status} = 'completed'`,
        gte(operations.decidedAt, startOfLocalDay(ctx.now, distributor.timeZone)),
      ),
    )
    .groupBy(sql`1`)
    .orderBy(sql`1`);
  const hours = rows.map((row) => ({ hour: Number(row.hour), inMinor: BigInt(row.in), outMinor: BigInt(row.out) }));
  return {
    completed: rows.reduce((sum, row) => sum + Number(row.count), 0),
    inMinor: hours.reduce((sum, row) => sum + row.inMinor, 0n),
    outMinor: hours.reduce((sum, row) => sum + row.outMinor, 0n),
    hours,
  };
}
