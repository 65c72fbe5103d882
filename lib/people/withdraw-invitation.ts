import type { Id } from "@/lib/kernel/ids";
import { workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { narrow } from "./narrow";

/**
 * Takes back an invitation that nobody has followed yet, at once.
 * @throws DomainError `auth.forbidden`, `people.not-member`, `people.not-invited`
 */
export async function withdrawInvitation(ctx: Ctx, { personId }: { readonly personId: Id<"person"> }): Promise<void> {
  authorize(ctx, "people.change");
  await narrow(ctx, { organisationId: workplaceOf(ctx), personId, status: "removed" });
  ctx.audit({
    action: "person.invitation-withdrawn",
    subjectKind: "person",
    subjectId: personId,
    detail: { before: "invited", after: "removed" },
  });
}
