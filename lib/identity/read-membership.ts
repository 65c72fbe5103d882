import { and, eq, sql } from "drizzle-orm";
import { distributors, memberships } from "@/db/schema/organisations";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx, UserPrincipal } from "@/lib/runtime";

/** What a person is in the organisation that a unit works for. */
export type Membership = Pick<UserPrincipal, "issuerId" | "organisationId" | "organisationKind" | "roles">;

/** Of memberships that are read: those of the issuer, and of distributors that are not suspended. */
export const isOpen = sql`(${memberships.organisationKind} = 'issuer' or exists (
  select from ${distributors} where ${distributors.issuerId} = ${memberships.issuerId}
     and ${distributors.id} = ${memberships.organisationId} and ${distributors.status} = 'active'))`;

/** What a person who may come in would be there, invited people included; undefined for everybody else. */
export async function readMembership(ctx: Ctx, personId: Id<"person">): Promise<Membership | undefined> {
  const [row] = await ctx.tx
    .select({
      issuerId: memberships.issuerId,
      organisationId: memberships.organisationId,
      organisationKind: memberships.organisationKind,
      roles: memberships.roles,
    })
    .from(memberships)
    .where(
      and(
        eq(memberships.issuerId, ctx.scope.issuerId),
        eq(memberships.organisationId, ctx.principal.organisationId),
        eq(memberships.personId, personId),
        sql`(${memberships.status} = 'active' or (${memberships.status} = 'invited' and ${memberships.invitedUntil} > now()))`,
        isOpen,
      ),
    );
  return row;
}
