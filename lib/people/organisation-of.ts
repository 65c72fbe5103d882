import type { OrganisationId } from "@/db/columns";
import { DomainError } from "@/lib/kernel/errors";
import { workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx, isAllowed } from "@/lib/runtime";

/** Whose people: of the organisation one works for, or, for the issuer's staff, of one of its distributors. */
export type Where = { readonly organisationId?: OrganisationId | undefined };

/**
 * The organisation whose people are asked for.
 * @throws DomainError `auth.forbidden`, `people.not-member` for another organisation's than one may ask for
 */
export function organisationOf(ctx: Ctx, asked: OrganisationId | undefined): OrganisationId {
  authorize(ctx, "people.read");
  const own = workplaceOf(ctx);
  if (!asked || asked === own) return own;
  if (!isAllowed(ctx.principal, "distributors.read")) throw new DomainError("people.not-member");
  return asked;
}
