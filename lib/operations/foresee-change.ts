import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import { workplaceOf } from "@/lib/organisations";
import { readPerson } from "@/lib/people";
import { authorize, type Ctx, type Role } from "@/lib/runtime";
import { blockedAmong, newestPending } from "./blocked";

/**
 * What a change of somebody's roles would do: why it is refused, if it is; which rules of the policy in force nobody could satisfy then, by their places
 * from 1 on; how many requests that wait it would block, and one of them.
 */
export type ForeseenChange = {
  readonly refusal: "people.too-few-deciders" | "people.last-admin" | "people.policy-needs-them" | null;
  readonly rules: readonly number[];
  readonly blocks: number;
  readonly example: Id<"operation"> | null;
};

/**
 * What would follow if a person of one's organisation had just these roles; none for somebody who no longer works there. Of what waits the newest
 * 2,000 are looked at.
 * @throws DomainError `auth.forbidden`, `people.not-member`
 */
export async function foreseeChange(
  ctx: Ctx,
  { personId, roles }: { readonly personId: Id<"person">; readonly roles: readonly Role[] },
): Promise<ForeseenChange> {
  authorize(ctx, "people.change");
  // Whoever does not act here now takes nothing away by it.
  if ((await readPerson(ctx, { personId })).status !== "active") return NOTHING;
  const organisation = sql`${workplaceOf(ctx)}::uuid`;
  const issuer = sql`${ctx.scope.issuerId}::uuid`;
  const [person, after] = [sql`${personId}::uuid`, sql`${sql.param([...roles])}::text[]`];
  const [row] = (await ctx.tx.execute(sql`
    with waiting as materialized (select ${newestPending(ctx)} as ids),
    policy as (select rules from approval_policies where issuer_id = ${issuer} and distributor_id = ${organisation} order by version desc limit 1),
    blocked as (
      select b.operation_id from waiting w, blocked_operations(${issuer}, w.ids, ${organisation}, ${person}, ${after}) b
      except select b.operation_id from waiting w, ${blockedAmong(ctx, sql`w.ids`)} b)
    select who_would_be_missing(${issuer}, ${organisation}, ${person}, ${after}) as refusal,
           coalesce((select array(select unnest(unsatisfied_rules(${issuer}, ${organisation}, p.rules, ${person}, ${after}))
                                  except select unnest(unsatisfied_rules(${issuer}, ${organisation}, p.rules, null, null)) order by 1)
                       from policy p), '{}') as rules,
           (select count(*)::int from blocked) as blocks, (select operation_id from blocked order by 1 limit 1) as example
  `)) as unknown as ForeseenChange[];
  return row ?? NOTHING;
}

const NOTHING: ForeseenChange = { refusal: null, rules: [], blocks: 0, example: null };
