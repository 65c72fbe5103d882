import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { DomainError, type ErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { Role, SharedCtx } from "@/lib/runtime";
import { findPerson } from "./check-invite";
import { type Member, readMember } from "./read-member";

/** Whose membership is to change, and where. */
export type Whom = { readonly organisationId: OrganisationId; readonly personId: Id<"person"> };

/**
 * A member who is to have more roles. Fewer need no request (`narrowRoles`).
 * @throws DomainError `people.not-member`, `people.roles-not-wider`
 */
export async function checkRoles(ctx: SharedCtx, whom: Whom, after: readonly Role[]): Promise<Member> {
  const member = await readMember(ctx, whom.organisationId, whom.personId);
  const isWider = after.length > member.roles.length && member.roles.every((role) => after.includes(role));
  if (!isWider) throw new DomainError("people.roles-not-wider");
  return member;
}

/**
 * A member who is to work here again.
 * @throws DomainError `people.not-member`, `people.not-suspended`
 */
export async function checkReinstate(ctx: SharedCtx, whom: Whom): Promise<Member> {
  const member = await readMember(ctx, whom.organisationId, whom.personId);
  if (member.status !== "suspended") throw new DomainError("people.not-suspended");
  return member;
}

/**
 * A member who is to work here no longer.
 * @throws DomainError `people.not-member`, `people.too-few-deciders`, `people.last-admin`
 */
export async function checkRemove(ctx: SharedCtx, whom: Whom): Promise<Member> {
  const member = await readMember(ctx, whom.organisationId, whom.personId);
  const rows = (await ctx.tx.execute(
    sql`select who_would_be_missing(${ctx.scope.issuerId}::uuid, ${whom.organisationId}::uuid, ${whom.personId}::uuid, '{}') as code`,
  )) as unknown as { code: ErrorCode | null }[];
  if (rows[0]?.code) throw new DomainError(rows[0].code);
  return member;
}

/**
 * A member whose authenticator is lost.
 * @throws DomainError `people.not-member`, `people.not-active`, `people.not-enrolled`, `people.known-elsewhere`
 */
export async function checkTotpReset(ctx: SharedCtx, whom: Whom): Promise<Member> {
  const member = await readAtHome(ctx, whom);
  if (!member.isEnrolled) throw new DomainError("people.not-enrolled");
  return member;
}

/**
 * A member who has another phone.
 * @throws DomainError `people.not-member`, `people.not-active`, `people.phone-taken` (also their own), `people.known-elsewhere`
 */
export async function checkPhone(ctx: SharedCtx, whom: Whom, after: E164): Promise<Member> {
  const member = await readAtHome(ctx, whom);
  if (await findPerson(ctx, after)) throw new DomainError("people.phone-taken");
  return member;
}

/** Who may lay hands on somebody's way in: the organisation that has known them for longest (db/functions/082_lookup_home.sql). */
async function readAtHome(ctx: SharedCtx, { organisationId, personId }: Whom): Promise<Member> {
  const member = await readMember(ctx, organisationId, personId);
  if (member.status !== "active") throw new DomainError("people.not-active");
  const rows = (await ctx.tx.execute(
    sql`select is_home(${ctx.scope.issuerId}::uuid, ${organisationId}::uuid, ${personId}::uuid) as home`,
  )) as unknown as { home: boolean }[];
  if (!rows[0]?.home) throw new DomainError("people.known-elsewhere");
  return member;
}
