import { and, count, eq, gt, min, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { auditEntries, people } from "@/db/schema";
import { newInvitation } from "@/lib/identity";
import { DomainError, isDomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { readOrganisations, workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx, type SharedCtx } from "@/lib/runtime";
import { refuseUnlessOk } from "./apply-people";
import { readMember } from "./read-member";

/** How often one may be sent again within an hour: each is an SMS to somebody who has not asked for it. */
export const SENT_AGAIN_PER_HOUR = 3;

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
 * @throws DomainError `auth.forbidden`, `people.not-member`, `people.not-invited`, `people.invited-too-often` with `retryAfterSeconds`
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
  await refuseTooOften(ctx, where, personId);
  ctx.emit({ topic: "person.invited", payload: { personId }, organisation: where });
  ctx.audit({ action: "person.invited-again", subjectKind: "person", subjectId: personId, organisation: where });
}

// Counted in the audit, behind the lock on the membership that `open` took: of many at once each sees those before it.
async function refuseTooOften(ctx: Ctx, organisationId: OrganisationId, personId: Id<"person">): Promise<void> {
  const hourAgo = new Date(ctx.now.getTime() - 3_600_000);
  const [sent] = await ctx.tx
    .select({ times: count(), first: min(auditEntries.at) })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.issuerId, ctx.scope.issuerId),
        eq(auditEntries.subjectId, personId),
        eq(auditEntries.organisationId, organisationId),
        eq(auditEntries.action, "person.invited-again"),
        gt(auditEntries.at, hourAgo),
      ),
    );
  if (!sent?.first || sent.times < SENT_AGAIN_PER_HOUR) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((sent.first.getTime() - hourAgo.getTime()) / 1000));
  throw new DomainError("people.invited-too-often", { details: { retryAfterSeconds } });
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
