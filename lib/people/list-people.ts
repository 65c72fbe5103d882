import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { OrganisationId } from "@/db/columns";
import { memberships, people, sessions } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { type E164, maskPhone } from "@/lib/kernel/phone";
import { workplaceOf } from "@/lib/organisations";
import { authorize, type Ctx, isAllowed, type Role } from "@/lib/runtime";

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

/** Whose people: of the organisation one works for, or, for the issuer's staff, of one of its distributors. */
export type Where = { readonly organisationId?: OrganisationId | undefined };

/**
 * The people of an organisation by name, the removed ones left out unless they are asked for.
 * @throws DomainError `auth.forbidden`, `people.not-member` for another organisation's than one may ask for
 */
export async function listPeople(
  ctx: Ctx,
  { organisationId, withRemoved = false }: Where & { readonly withRemoved?: boolean },
): Promise<PersonView[]> {
  const where = organisationOf(ctx, organisationId);
  return readPeople(ctx, where, withRemoved ? undefined : ne(memberships.status, "removed"));
}

/**
 * One person of an organisation, also a removed one.
 * @throws DomainError `auth.forbidden`, `people.not-member`
 */
export async function readPerson(
  ctx: Ctx,
  { organisationId, personId }: Where & { readonly personId: Id<"person"> },
): Promise<PersonView> {
  const where = organisationOf(ctx, organisationId);
  const [person] = await readPeople(ctx, where, eq(memberships.personId, personId));
  if (!person) throw new DomainError("people.not-member");
  return person;
}

function organisationOf(ctx: Ctx, asked: OrganisationId | undefined): OrganisationId {
  authorize(ctx, "people.read");
  const own = workplaceOf(ctx);
  if (!asked || asked === own) return own;
  if (!isAllowed(ctx.principal, "distributors.read")) throw new DomainError("people.not-member");
  return asked;
}

async function readPeople(ctx: Ctx, organisationId: OrganisationId, which: SQL | undefined): Promise<PersonView[]> {
  const inviter = alias(people, "inviter");
  const rows = await ctx.tx
    .select({
      member: memberships,
      name: people.name,
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
    .orderBy(sql`lower(${people.name})`, people.id);
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
    isEnrolled: row.enrolledAt !== null,
  }));
}
