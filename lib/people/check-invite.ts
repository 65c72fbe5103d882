import { and, eq } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { memberships, people } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { Role, SharedCtx } from "@/lib/runtime";

/** Who is to work for an organisation, and as what. */
export type NewMember = { readonly phone: E164; readonly name: string; readonly roles: readonly Role[] };

/** The same with the person it is: of a phone that somebody has, that person, by the name that was written here all the same. */
export type Invitee = NewMember & { readonly personId: Id<"person"> };

/**
 * Finds out who is invited. Whoever was removed, or let an invitation lapse, can be invited again.
 * @throws DomainError `people.already-member`
 */
export async function checkInvite(
  ctx: SharedCtx,
  organisationId: OrganisationId,
  { phone, name, roles }: NewMember,
): Promise<Invitee> {
  const known = await findPerson(ctx, phone);
  if (!known) return { personId: newId("person"), phone, name, roles };
  const [member] = await ctx.tx
    .select({ status: memberships.status, invitedUntil: memberships.invitedUntil })
    .from(memberships)
    .where(
      and(
        eq(memberships.issuerId, ctx.scope.issuerId),
        eq(memberships.organisationId, organisationId),
        eq(memberships.personId, known.id),
      ),
    );
  const isLapsed = member?.status === "invited" && member.invitedUntil && member.invitedUntil <= ctx.now;
  if (member && member.status !== "removed" && !isLapsed) throw new DomainError("people.already-member");
  return { personId: known.id, phone, name, roles };
}

/** The person of a phone, in the whole system; null for a phone that nobody has. */
export async function findPerson(ctx: SharedCtx, phone: E164): Promise<{ readonly id: Id<"person"> } | null> {
  const [row] = await ctx.tx.select({ id: people.id }).from(people).where(eq(people.phone, phone));
  return row ?? null;
}
