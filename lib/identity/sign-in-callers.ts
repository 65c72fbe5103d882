import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import { appDatabase, type Caller } from "@/lib/runtime";

// Nobody's scope: before a person is known no tenant's row may be seen. Row-level security shows nothing to it.
const NOBODY = "00000000-0000-0000-0000-000000000000" as Id<"issuer">;

type Home = { readonly issuer_id: Id<"issuer"> | null; readonly organisation_id: OrganisationId | null };

/** Somebody who has not said who they are. */
export function visitorCaller(): Caller {
  return signInCaller(NOBODY, NOBODY);
}

/**
 * Somebody in the middle of signing in. The unit runs in the scope of an organisation where the challenge's person works, first the one that
 * this browser holds an invitation of, so that refusals stand in its audit; in nobody's scope for a challenge of an unknown phone and for none. Costs the same in each case.
 */
export async function challengeCaller(challengeId: Id<"challenge">): Promise<Caller> {
  const rows = (await appDatabase().execute(sql`
    select m.issuer_id, m.organisation_id
      from sign_in_challenges c left join lateral (select * from lookup_memberships(c.person_id, c.familiar_hash) limit 1) m on true
     where c.id = ${challengeId}`)) as unknown as Home[];
  return signInCaller(rows[0]?.issuer_id ?? NOBODY, rows[0]?.organisation_id ?? NOBODY);
}

/** A signed-in person on the way into another organisation, of whatever issuer: that they may go there is judged in its unit. */
export async function enterCaller(sessionId: Id<"session">, organisationId: string): Promise<Caller | null> {
  const rows = (await appDatabase().execute(sql`
    select issuer_id, organisation_id from lookup_organisations(${sessionId}) where organisation_id = ${organisationId}`)) as unknown as Home[];
  const [to] = rows;
  return to?.issuer_id && to.organisation_id ? signInCaller(to.issuer_id, to.organisation_id) : null;
}

/** The same person's former place, for what is to be kept there of their leaving. */
export function leaveCaller(from: {
  readonly issuerId: Id<"issuer">;
  readonly organisationId: OrganisationId;
}): Caller {
  return signInCaller(from.issuerId, from.organisationId);
}

function signInCaller(issuerId: Id<"issuer">, organisation: OrganisationId): Caller {
  return {
    scope: { issuerId, organisation },
    authenticate: async () => ({ kind: "system", name: "sign-in", issuerId, organisationId: organisation }),
  };
}
