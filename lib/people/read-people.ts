import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { OrganisationId } from "@/db/columns";
import { memberships, people, sessions } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { type E164, maskPhone } from "@/lib/kernel/phone";
import { type Ctx, isAllowed, type Role } from "@/lib/runtime";
import { shownName } from "./shown-name";

/** A person who works, worked or is to work for an organisation. `phone` is masked for those who need not know it. */
export type PersonView = {
  readonly id: Id<"person">;
  readonly name: string;
  readonly phone: string;
  readonly roles: readonly Role[];
  readonly status: "invited" | "active" | "suspended" | "removed";
  readonly suspended: { readonly reason: string | null; readonly at: Date } | null;
  /** Of an invitation that nobody has followed yet: who asked for it, and until when it works (also a time gone by). */
  readonly invited: { readonly by: string | null; readonly until: Date; readonly isLapsed: boolean } | null;
  readonly joinedAt: Date | null;
  /** In any of their sessions here. */
  readonly lastSeenAt: Date | null;
  readonly isEnrolled: boolean;
};

type Asked = { readonly which: SQL | undefined; readonly order: readonly SQL[]; readonly limit: number };

/** People of an organisation with all that a list shows of them; who may ask is for the verbs to say. */
export async function readPeople(
  ctx: Ctx,
  organisationId: OrganisationId,
  { which, order, limit }: Asked,
): Promise<PersonView[]> {
  const inviter = alias(people, "inviter");
  const rows = await ctx.tx
    .select({
      member: memberships,
      name: shownName,
      phone: people.phone,
      enrolledAt: people.enrolledAt,
      invitedBy: inviter.name,
      lastSeenAt:
        sql<Date | null>`(select max(s.last_seen_at) from ${sessions} s where s.person_id = ${memberships.personId}
        and s.issuer_id = ${memberships.issuerId} and s.organisation_id = ${memberships.organisationId})`.mapWith(
          sessions.lastSeenAt,
        ),
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .leftJoin(inviter, eq(inviter.id, memberships.invitedBy))
    .where(and(eq(memberships.issuerId, ctx.scope.issuerId), eq(memberships.organisationId, organisationId), which))
    .orderBy(...order)
    .limit(limit);
  const knowsPhones = isAllowed(ctx.principal, "people.decide");
  return rows.map(({ member, phone, ...row }) => ({
    id: member.personId,
    name: row.name,
    phone: knowsPhones ? phone : maskPhone(phone as E164),
    roles: member.roles,
    status: member.status,
    suspended:
      member.status === "suspended" && member.suspendedAt
        ? { reason: member.suspendedReason, at: member.suspendedAt }
        : null,
    invited:
      member.status === "invited" && member.invitedUntil
        ? { by: row.invitedBy, until: member.invitedUntil, isLapsed: member.invitedUntil <= ctx.now }
        : null,
    joinedAt: member.joinedAt ?? (member.status === "invited" ? null : member.createdAt),
    lastSeenAt: row.lastSeenAt,
    // Of somebody who has not come, whether they work elsewhere is nobody's business here.
    isEnrolled: row.enrolledAt !== null && member.status !== "invited",
  }));
}
