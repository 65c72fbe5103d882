import type { OrganisationId } from "@/db/columns";
import { memberships } from "@/db/schema/organisations";
import type { Id } from "@/lib/kernel/ids";
import { INVITATION_DAYS } from "@/lib/kernel/periods";
import { authorize, type Ctx, type Role } from "@/lib/runtime";

/** Who works where, in which roles. */
export type NewMembership = {
  readonly personId: Id<"person">;
  readonly organisationId: OrganisationId;
  readonly roles: readonly Role[];
  /** SHA-256 of an invitation's token: a member from their first session on, which is to be while the invitation is open. Without it they are one now. */
  readonly invitation?: Buffer;
};

const INVITED_MS = INVITATION_DAYS * 24 * 3_600_000;

/**
 * Lets a person work for an organisation of this issuer, or for the issuer itself (its own id).
 * @throws DomainError `auth.forbidden`
 */
export async function addMembership(ctx: Ctx, input: NewMembership): Promise<void> {
  authorize(ctx, "people.administer");
  const { invitation } = input;
  const invited = invitation && {
    status: "invited" as const,
    invitationHash: invitation,
    invitedUntil: new Date(ctx.now.getTime() + INVITED_MS),
  };
  await ctx.tx.insert(memberships).values({
    issuerId: ctx.scope.issuerId,
    organisationId: input.organisationId,
    personId: input.personId,
    organisationKind: input.organisationId === ctx.scope.issuerId ? "issuer" : "distributor",
    roles: [...input.roles],
    ...invited,
    unitId: ctx.unitId,
  });
  ctx.audit({
    action: invited ? "membership.invited" : "membership.added",
    subjectKind: "person",
    subjectId: input.personId,
    organisation: input.organisationId,
    detail: { roles: [...input.roles] },
  });
}
