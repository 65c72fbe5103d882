import { and, eq } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { memberships, people } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { Role, SharedCtx } from "@/lib/runtime";
import { shownName } from "./shown-name";

/** A person as a member of one organisation. */
export type Member = {
  readonly personId: Id<"person">;
  readonly name: string;
  readonly phone: E164;
  readonly roles: readonly Role[];
  readonly status: "invited" | "active" | "suspended";
  readonly isEnrolled: boolean;
};

/**
 * A member of an organisation of this unit's scope.
 * @throws DomainError `people.not-member`, also for whoever was removed
 */
export async function readMember(
  ctx: SharedCtx,
  organisationId: OrganisationId,
  personId: Id<"person">,
): Promise<Member> {
  const [row] = await ctx.tx
    .select({ membership: memberships, name: shownName, phone: people.phone, enrolledAt: people.enrolledAt })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.issuerId, ctx.scope.issuerId),
        eq(memberships.organisationId, organisationId),
        eq(memberships.personId, personId),
      ),
    );
  if (!row || row.membership.status === "removed") throw new DomainError("people.not-member");
  const { roles, status } = row.membership;
  return { personId, name: row.name, phone: row.phone as E164, roles, status, isEnrolled: row.enrolledAt !== null };
}
