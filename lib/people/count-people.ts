import { sql } from "drizzle-orm";
import { memberships } from "@/db/schema";
import type { Ctx } from "@/lib/runtime";
import { organisationOf, type Where } from "./organisation-of";

/** How many people an organisation has: who are active or invited, suspended, removed; `deciders` are the active ones who can decide. */
export type PeopleCount = {
  readonly working: number;
  readonly suspended: number;
  readonly removed: number;
  readonly deciders: number;
};

/**
 * Counts the people of an organisation; nothing else of them is read.
 * @throws DomainError `auth.forbidden`, `people.not-member` for another organisation's than one may ask for
 */
export async function countPeople(ctx: Ctx, { organisationId }: Where): Promise<PeopleCount> {
  const where = organisationOf(ctx, organisationId);
  const rows = (await ctx.tx.execute(sql`
    select (count(*) filter (where m.status in ('active', 'invited')))::int as working,
           (count(*) filter (where m.status = 'suspended'))::int as suspended, (count(*) filter (where m.status = 'removed'))::int as removed,
           (count(*) filter (where m.status = 'active' and 'checker' = any(m.roles)))::int as deciders
      from ${memberships} m where m.issuer_id = ${ctx.scope.issuerId} and m.organisation_id = ${where}`)) as unknown as PeopleCount[];
  return rows[0] ?? { working: 0, suspended: 0, removed: 0, deciders: 0 };
}
