import type { Id } from "@/lib/kernel/ids";
import { workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { narrow } from "./narrow";
import { readMember } from "./read-member";

/**
 * Takes all access from a member at once, and ends their sessions here. Their keys stop with the next request. Giving it back needs a second person.
 * @throws DomainError `auth.forbidden`, `people.not-member`, `people.already-suspended`, `people.too-few-deciders`, `people.last-admin`
 */
export async function suspendPerson(
  ctx: Ctx,
  { personId, reason }: { readonly personId: Id<"person">; readonly reason: string },
): Promise<void> {
  authorize(ctx, "people.change");
  const organisationId = workplaceOf(ctx);
  const { status: before } = await readMember(ctx, organisationId, personId);
  await narrow(ctx, { organisationId, personId, status: "suspended", reason });
  ctx.audit({
    action: "person.suspended",
    subjectKind: "person",
    subjectId: personId,
    detail: { before, after: "suspended", reason },
  });
}
