import type { OrganisationId } from "@/db/columns";
import { memberships } from "@/db/schema/organisations";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx, type Role } from "@/lib/runtime";

/** Who works where, in which roles. */
export type NewMembership = {
  readonly personId: Id<"person">;
  readonly organisationId: OrganisationId;
  readonly roles: readonly Role[];
};

/**
 * Lets a person work for an organisation of this issuer, or for the issuer itself (its own id).
 * @throws DomainError `auth.forbidden`
 */
export async function addMembership(ctx: Ctx, input: NewMembership): Promise<void> {
  authorize(ctx, "people.administer");
  await ctx.tx.insert(memberships).values({
    issuerId: ctx.scope.issuerId,
    organisationId: input.organisationId,
    personId: input.personId,
    organisationKind: input.organisationId === ctx.scope.issuerId ? "issuer" : "distributor",
    roles: [...input.roles],
    unitId: ctx.unitId,
  });
  ctx.audit({
    action: "membership.added",
    subjectKind: "person",
    subjectId: input.personId,
    organisation: input.organisationId,
    detail: { roles: [...input.roles] },
  });
}
