import { aliasedTable, and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { delegations, people } from "@/db/schema";
import { DomainError, isErrorCode } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import { DELEGATION_DAYS } from "@/lib/kernel/periods";
import { addDays, type LocalDate } from "@/lib/kernel/time";
import { workplaceOf } from "@/lib/organisations";
import { type Asker, authorize, type Ctx, type SharedCtx, type UserPrincipal } from "@/lib/runtime";
import type { Whom } from "./check-changes";
import { type Member, readMember } from "./read-member";

/** A role that decides. */
export type DecidingRole = "admin" | "checker";

/** From a local day to another, both included. */
export type Days = { readonly from: LocalDate; readonly to: LocalDate };

/**
 * Whoever is to decide in somebody's place, and with which roles: all of the asker's that decide.
 * @throws DomainError `people.not-member`, `people.not-active`, `delegations.yourself`, `delegations.dates`
 */
export async function checkDelegate(
  ctx: SharedCtx,
  by: Pick<Asker, "principal">,
  whom: Whom,
  { from, to }: Days,
): Promise<{ readonly member: Member; readonly roles: DecidingRole[] }> {
  const { personId, roles } = personOf(by);
  if (personId === whom.personId) throw new DomainError("delegations.yourself");
  if (to < from || to >= addDays(from, DELEGATION_DAYS)) throw new DomainError("delegations.dates");
  const member = await readMember(ctx, whom.organisationId, whom.personId);
  if (member.status !== "active") throw new DomainError("people.not-active");
  return { member, roles: (["admin", "checker"] as const).filter((role) => roles.includes(role)) };
}

/**
 * Has somebody decide in one's place at once, where that gives them no role that they lack.
 * @returns whether it began; false where it would give them one, which needs a second person (`person-delegate`)
 * @throws DomainError `auth.forbidden`, `people.not-member`, `people.not-active`, `delegations.yourself`, `delegations.dates`, `delegations.overlaps`
 */
export async function startDelegation(
  ctx: Ctx,
  { personId, from, to }: { readonly personId: Id<"person"> } & Days,
): Promise<boolean> {
  authorize(ctx, "delegations.ask");
  const { roles } = await checkDelegate(ctx, ctx, { organisationId: workplaceOf(ctx), personId }, { from, to });
  const outcome = await outcomeOf(
    ctx,
    sql`delegation_start(${acting(ctx)}, ${newId("delegation")}::uuid, ${personId}::uuid, ${from}::date, ${to}::date)`,
  );
  if (outcome === "wider") return false;
  refuseUnlessOk(outcome);
  ctx.audit({
    action: "delegation.started",
    subjectKind: "person",
    subjectId: personId,
    detail: { roles, from, to },
  });
  return true;
}

/**
 * Ends a delegation at once, for either of the two or an admin.
 * @throws DomainError `auth.forbidden`, `delegations.not-found`
 */
export async function endDelegation(ctx: Ctx, id: Id<"delegation">): Promise<void> {
  authorize(ctx, "sessions.own");
  const [row] = await ctx.tx
    .select({ delegateId: delegations.delegateId })
    .from(delegations)
    .where(and(eq(delegations.issuerId, ctx.scope.issuerId), eq(delegations.id, id)));
  refuseUnlessOk(await outcomeOf(ctx, sql`delegation_end(${acting(ctx)}, ${id}::uuid)`));
  if (!row) throw new DomainError("delegations.not-found");
  ctx.audit({ action: "delegation.ended", subjectKind: "person", subjectId: row.delegateId });
}

/** Somebody decides in somebody's place, or will. */
export type DelegationView = {
  readonly id: Id<"delegation">;
  readonly delegator: { readonly id: Id<"person">; readonly name: string };
  readonly delegate: { readonly id: Id<"person">; readonly name: string };
  readonly roles: readonly DecidingRole[];
  readonly startsAt: Date;
  readonly endsAt: Date;
};

const [delegators, delegates] = [aliasedTable(people, "delegators"), aliasedTable(people, "delegates")];

/**
 * The delegations of one's organisation that are not over, the next to end first.
 * @throws DomainError `auth.forbidden`
 */
export async function listDelegations(ctx: Ctx): Promise<DelegationView[]> {
  authorize(ctx, "people.read");
  const rows = await ctx.tx
    .select({ delegation: delegations, from: delegators.name, to: delegates.name })
    .from(delegations)
    .innerJoin(delegators, eq(delegators.id, delegations.delegatorId))
    .innerJoin(delegates, eq(delegates.id, delegations.delegateId))
    .where(
      and(
        eq(delegations.issuerId, ctx.scope.issuerId),
        eq(delegations.organisationId, workplaceOf(ctx)),
        isNull(delegations.endedAt),
        gt(delegations.endsAt, sql`now()`),
      ),
    )
    .orderBy(asc(delegations.endsAt), asc(delegations.id));
  return rows.map(({ delegation: { id, delegatorId, delegateId, roles, startsAt, endsAt }, from, to }) => ({
    id,
    delegator: { id: delegatorId, name: from },
    delegate: { id: delegateId, name: to },
    roles,
    startsAt,
    endsAt,
  }));
}

function personOf({ principal }: Pick<Asker, "principal">): UserPrincipal {
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  return principal;
}

/** The first arguments of what acts at once: the unit, where one works, and whose session asks. */
function acting(ctx: Ctx) {
  const { organisationId, personId, sessionId, sessionProof } = personOf(ctx);
  return sql`${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${sessionId}::uuid, decode(${sessionProof}, 'hex')`;
}

async function outcomeOf(ctx: Ctx, call: ReturnType<typeof sql>): Promise<string> {
  const rows = (await ctx.tx.execute(sql`select ${call} as outcome`)) as unknown as { outcome: string }[];
  return rows[0]?.outcome ?? "";
}

function refuseUnlessOk(outcome: string): void {
  if (outcome === "ok") return;
  if (isErrorCode(outcome)) throw new DomainError(outcome);
  throw new Error(`a delegation answered ${outcome}`);
}
