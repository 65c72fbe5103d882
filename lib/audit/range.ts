import { sql } from "drizzle-orm";
import { auditChains, auditEntries } from "@/db/schema";
import type { Ctx } from "@/lib/runtime";

/** Entries by their place in the chain, both included; empty when `first` is beyond `last`. */
export type Range = { readonly first: bigint; readonly last: bigint };

/**
 * An entry's instant is its transaction's, and its place the order of the commits: one transaction that began before another may stand after
 * it, by no more than a unit of work lasts.
 */
const SLACK_SECONDS = 300;

/**
 * The stretch of the chain in which the entries of a period stand, with some around it; without a period the whole chain. Each end is found by
 * halving, some twenty looks at a million entries.
 */
export async function rangeOf(ctx: Ctx, { from, to }: { from?: Date; to?: Date }): Promise<Range> {
  const [row] = (await ctx.tx.execute(sql`
    with recursive head as (
      select ${auditChains.seq} as seq from ${auditChains}
       where ${auditChains.issuerId} = ${ctx.scope.issuerId}::uuid and ${auditChains.organisationId} = ${ctx.principal.organisationId}::uuid),
    ends (side, instant) as (
      select 'first', ${from?.toISOString() ?? null}::timestamptz - make_interval(secs => ${SLACK_SECONDS})
      union all select 'last', ${to?.toISOString() ?? null}::timestamptz + make_interval(secs => ${SLACK_SECONDS})),
    -- The first entry at or after the instant is among low..high; high is one beyond the chain where there is none.
    halving (side, instant, low, high) as (
      select e.side, e.instant, 1::bigint, h.seq + 1 from ends e, head h where e.instant is not null
      union all
      select h.side, h.instant, case when x.at < h.instant then m.seq + 1 else h.low end,
             case when x.at < h.instant then h.high else m.seq end
        from halving h, lateral (select (h.low + h.high) / 2 as seq) m, lateral (
          -- Limited, so that it is one look into the index for each halving and never a join with the whole chain.
          select a.at from ${auditEntries} a
           where a.issuer_id = ${ctx.scope.issuerId}::uuid and a.organisation_id = ${ctx.principal.organisationId}::uuid and a.seq = m.seq
           limit 1) x
       where h.low < h.high)
    select coalesce((select low from halving where side = 'first' and low = high), 1)::text as first,
           coalesce((select low - 1 from halving where side = 'last' and low = high), (select seq from head), 0)::text as last`)) as unknown as {
    first: string;
    last: string;
  }[];
  return { first: BigInt(row?.first ?? 1), last: BigInt(row?.last ?? 0) };
}
