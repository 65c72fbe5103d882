import { type SQL, sql } from "drizzle-orm";
import { distributors, operations } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { startOfLocalDay } from "@/lib/kernel/time";
import type { Distributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { COUNTED_AT_MOST } from "./count-operations";

/**
 * A day so far, in each distributor's own zone, in minor units; `pending` is what waits now, of whatever day. Of one distributor at most
 * {@link COUNTED_AT_MOST} are counted; `hasMorePending` where there are as many.
 */
export type DistributorDay = {
  readonly completed: number;
  readonly inMinor: bigint;
  readonly outMinor: bigint;
  readonly pending: number;
  readonly hasMorePending: boolean;
};

/** The day of all distributors of one currency together. */
export type CurrencyDay = DistributorDay & { readonly currency: Currency };

type Row<Key> = Key & { completed: string; in: string; out: string; pending: string; more: boolean };

/**
 * Today's completed volume and the waiting operations of several distributors.
 * @throws DomainError `auth.forbidden`
 */
export async function readDistributorDays(
  ctx: Ctx,
  asked: readonly Distributor[],
): Promise<Map<Id<"distributor">, DistributorDay>> {
  authorize(ctx, "distributors.read");
  const since = sinceIn(ctx);
  const items = asked.map(({ id, timeZone }) => ({ id, since: since(timeZone) }));
  const rows = (await ctx.tx.execute(sql`
    select d.id, day.completed, day."in", day.out, waiting.pending, waiting.pending >= ${COUNTED_AT_MOST} as more
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as d(id uuid, since timestamptz), ${dayOf(ctx)}`)) as unknown as Row<{
    id: Id<"distributor">;
  }>[];
  return new Map(rows.map((row) => [row.id, toDay(row)]));
}

/**
 * The same of all distributors of the issuer together, by currency: what they completed today is read, and nothing older.
 * @throws DomainError `auth.forbidden`
 */
export async function readCurrencyDays(ctx: Ctx): Promise<CurrencyDay[]> {
  authorize(ctx, "distributors.read");
  const { issuerId } = ctx.scope;
  const used = await ctx.tx
    .selectDistinct({ timeZone: distributors.timeZone })
    .from(distributors)
    .where(sql`${distributors.issuerId} = ${issuerId}`);
  const since = sinceIn(ctx);
  const zones = used.map(({ timeZone }) => ({ time_zone: timeZone, since: since(timeZone) }));
  const rows = (await ctx.tx.execute(sql`
    select d.currency, sum(day.completed) as completed, sum(day."in") as "in", sum(day.out) as out,
           sum(waiting.pending) as pending, bool_or(waiting.pending >= ${COUNTED_AT_MOST}) as more
      from (select x.id, x.currency, z.since from ${distributors} x
              join jsonb_to_recordset(${JSON.stringify(zones)}::jsonb) as z(time_zone text, since timestamptz) on z.time_zone = x.time_zone
             where x.issuer_id = ${issuerId}) d, ${dayOf(ctx)}
     group by d.currency order by d.currency`)) as unknown as Row<{ currency: Currency }>[];
  return rows.map((row) => ({ currency: row.currency, ...toDay(row) }));
}

// In words of their own: the indexes of completed and of waiting ones serve no statement that is told the status when it runs.
function dayOf(ctx: Ctx): SQL {
  return sql`
           lateral (select count(*) filter (where o.type in ('cash-in', 'cash-out-fulfillment')) as completed,
                           coalesce(sum(o.amount_minor) filter (where o.type = 'cash-in'), 0) as "in",
                           coalesce(sum(o.amount_minor) filter (where o.type = 'cash-out-fulfillment'), 0) as out
                      from ${operations} o
                     where o.issuer_id = ${ctx.scope.issuerId} and o.organisation_id = d.id and o.status = 'completed'
                       and o.decided_at >= d.since) day,
           lateral (select count(*) as pending
                      from (select from ${operations} o
                             where o.issuer_id = ${ctx.scope.issuerId} and o.organisation_id = d.id and o.status = 'pending'
                             limit ${COUNTED_AT_MOST}) x) waiting`;
}

/** When today began in each zone, found out once. */
function sinceIn(ctx: Ctx): (timeZone: string) => string {
  const starts = new Map<string, string>();
  return (timeZone) => {
    const start = starts.get(timeZone) ?? startOfLocalDay(ctx.now, timeZone).toISOString();
    starts.set(timeZone, start);
    return start;
  };
}

function toDay(row: Row<unknown>): DistributorDay {
  return {
    completed: Number(row.completed),
    inMinor: BigInt(row.in),
    outMinor: BigInt(row.out),
    pending: Number(row.pending),
    hasMorePending: row.more,
  };
}
