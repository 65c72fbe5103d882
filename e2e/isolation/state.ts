import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";

/** Operations, people, sessions and money of a distributor, row by row: what nobody from elsewhere may change. */
export async function readState(ctx: Ctx, distributor: Id<"distributor">): Promise<unknown> {
  const [row] = (await ctx.tx.execute(sql`select
    (select jsonb_agg(to_jsonb(o) order by o.id) from operations o where o.organisation_id = ${distributor}::uuid) as operations,
    (select jsonb_agg(to_jsonb(m) order by m.person_id) from memberships m where m.organisation_id = ${distributor}::uuid) as members,
    (select jsonb_agg(jsonb_build_object('id', s.id, 'revoked', s.revoked_at) order by s.id) from sessions s
      where s.organisation_id = ${distributor}::uuid) as sessions,
    (select jsonb_agg(to_jsonb(a)) from ledger_accounts a where a.owner_id = ${distributor}::uuid) as money,
    (select to_jsonb(d) from distributors d where d.id = ${distributor}::uuid) as distributor`)) as unknown as unknown[];
  return row;
}
