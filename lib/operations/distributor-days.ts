import { sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import { bareId, type Id } from "@/lib/kernel/ids";
import { startOfLocalDay } from "@/lib/kernel/time";
import type { Distributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";

/** A distributor's day so far, in its own zone, in minor units of its currency; `pending` is what waits now, of whatever day. */
export type DistributorDay = {
  readonly completed: number;
  readonly inMinor: bigint;
  readonly outMinor: bigint;
  readonly pending: number;
};

type Row = { id: string; completed: string; in: string; out: string; pending: string };

/**
 * Today's completed volume and the waiting operations of several distributors, for the issuer's overview.
 * @throws DomainError `auth.forbidden`
 */
export async function readDistributorDays(
  ctx: Ctx,
  distributors: readonly Distributor[],
): Promise<Map<Id<"distributor">, DistributorDay>> {
  authorize(ctx, "distributors.read");
  const starts = new Map<string, string>();
  for (const { timeZone } of distributors) {
    if (!starts.has(timeZone)) starts.set(timeZone, startOfLocalDay(ctx.now, timeZone).toISOString());
  }
  const asked = distributors.map(({ id, timeZone }) => ({ id, since: starts.get(timeZone) }));
  // In words of their own: the indexes of completed and of waiting ones serve no statement that is told the status when it runs.
  const rows = (await ctx.tx.execute(sql`
    select d.id, day.completed, day."in", day.out, waiting.pending
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as d(id uuid, since timestamptz),
           lateral (select count(*) filter (where o.type in ('cash-in', 'cash-out-fulfillment')) as completed,
                           coalesce(sum(o.amount_minor) filter (where o.type = 'cash-in'), 0) as "in",
                           coalesce(sum(o.amount_minor) filter (where o.type = 'cash-out-fulfillment'), 0) as out
                      from ${operations} o
                     where o.issuer_id = ${ctx.scope.issuerId} and o.organisation_id = d.id and o.status = 'completed'
                       and o.decided_at >= d.since) day,
           lateral (select count(*) as pending from ${operations} o
                     where o.issuer_id = ${ctx.scope.issuerId} and o.organisation_id = d.id and o.status = 'pending') waiting`)) as unknown as Row[];
  return new Map(
    rows.flatMap((row) => {
      const id = bareId("distributor", row.id);
      if (!id) return [];
      const { completed, pending } = row;
      const day = {
        completed: Number(completed),
        inMinor: BigInt(row.in),
        outMinor: BigInt(row.out),
        pending: Number(pending),
      };
      return [[id, day] as const];
    }),
  );
}
