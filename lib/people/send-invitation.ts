import { eq, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { people } from "@/db/schema";
import { newInvitation } from "@/lib/identity";
import { isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { readOrganisations, workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx, type SharedCtx } from "@/lib/runtime";
import { refuseUnlessOk } from "./apply-people";
import { readMember } from "./read-member";

/** An invitation as it is sent: the token stands in the link, and nothing keeps it. */
export type SentInvitation = { readonly phone: E164; readonly organisation: string; readonly token: string };

/**
 * Makes the link of an invitation, for the worker to send; the link before it leads nowhere any more. Null for an invitation that is none any more.
 * @throws DomainError `auth.forbidden`
 */
export async function prepareInvitation(
  ctx: Ctx,
  { organisationId, personId }: { readonly organisationId: OrganisationId; readonly personId: Id<"person"> },
): Promise<SentInvitation | null> {
  authorize(ctx, "events.deliver");
  const { token, hash } = newInvitation();
  try {
    await open(ctx, organisationId, personId, hash);
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
  const [person] = await ctx.tx.select({ phone: people.phone }).from(people).where(eq(people.id, personId));
  const organisation = (await readOrganisations(ctx, [organisationId])).get(organisationId);
  if (!person || !organisation) return null;
  return { phone: person.phone as E164, organisation: organisation.name, token };
}

/**
 * Sends an invitation again, also one that has lapsed: it was approved, and is open anew. The issuer's admins may do so for a
 * distributor, whose first person nobody else could help.
 * @throws DomainError `auth.forbidden`, `people.not-member`, `people.not-invited`
 */
export async function resendInvitation(
  ctx: Ctx,
  { personId, organisationId }: { readonly personId: Id<"person">; readonly organisationId?: OrganisationId },
): Promise<void> {
  authorize(ctx, "people.change");
  const own = workplaceOf(ctx);
  const where = organisationId ?? own;
  if (where !== own) authorize(ctx, "distributors.change");
  await readMember(ctx, where, personId);
  // The worker makes the link that is sent; until then there is none.
  await open(ctx, where, personId, newInvitation().hash);
  ctx.emit({ topic: "person.invited", payload: { personId }, organisation: where });
  ctx.audit({ action: "person.invited-again", subjectKind: "person", subjectId: personId, organisation: where });
}

async function open(
  ctx: Pick<SharedCtx, "tx" | "scope" | "unitId">,
  organisationId: OrganisationId,
  personId: Id<"person">,
  hash: Buffer,
): Promise<void> {
  const rows = (await ctx.tx.execute(
    sql`select invitation_send(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${hash}) as outcome`,
  )) as unknown as { outcome: string }[];
  refuseUnlessOk(rows[0]?.outcome);
}
