import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx, type Role } from "@/lib/runtime";
import { narrow } from "./narrow";
import { readMember } from "./read-member";

/**
 * Leaves a member with fewer roles, at once: their next request has no others.
 * @throws DomainError `auth.forbidden`, `people.not-member`, `people.roles-not-narrower`, `people.too-few-deciders`, `people.last-admin`
 */
export async function narrowRoles(
  ctx: Ctx,
  { personId, after }: { readonly personId: Id<"person">; readonly after: readonly Role[] },
): Promise<void> {
  authorize(ctx, "people.change");
  const organisationId = workplaceOf(ctx);
  const { roles: before } = await readMember(ctx, organisationId, personId);
  const isNarrower = after.length > 0 && after.length < before.length && after.every((role) => before.includes(role));
  if (!isNarrower) throw new DomainError("people.roles-not-narrower");
  await narrow(ctx, { organisationId, personId, roles: after });
  ctx.audit({ action: "person.narrowed", subjectKind: "person", subjectId: personId, detail: { before, after } });
}
