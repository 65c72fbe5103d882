import { and, eq, sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import { distributors, issuers, memberships, people } from "@/db/schema";
import { type Id, showId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { toRfc3339 } from "@/lib/kernel/time";
import { authorize, type Ctx } from "@/lib/runtime";

const BATCH = 100;

type Taken = {
  organisation_id: OrganisationId;
  person_id: Id<"person">;
  waiting: number;
  oldest: number;
  escalated: { operation: Id<"operation">; organisation: OrganisationId }[];
};

/**
 * Has people told by SMS of requests that have waited longer than they want to let them, each person once of each request, and all checkers and admins of
 * those that have waited too long for their organisation. The worker sends what this emits.
 * @returns how many people are to be told
 * @throws DomainError `auth.forbidden`
 */
export async function noticeWaiting(ctx: Ctx): Promise<number> {
  authorize(ctx, "events.deliver");
  const taken = (await ctx.tx.execute(
    sql`select organisation_id, person_id, waiting, extract(epoch from oldest)::float8 as oldest, escalated
          from notices_take(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${BATCH})`,
  )) as unknown as Taken[];
  for (const { organisation_id: organisation, person_id: personId, waiting, oldest, escalated } of taken) {
    const since = toRfc3339(new Date(oldest * 1000));
    ctx.emit({
      topic: "requests.waiting",
      payload: { personId, waiting, since, escalated: escalated.length > 0 },
      organisation,
    });
  }
  auditEscalations(ctx, taken);
  return taken.length;
}

/** On each request stays for ever that it was escalated, and to whom. */
function auditEscalations(ctx: Ctx, taken: readonly Taken[]): void {
  const told = new Map<Id<"operation">, { organisation: OrganisationId; people: string[] }>();
  for (const { person_id, escalated } of taken)
    for (const { operation, organisation } of escalated) {
      const one = told.get(operation) ?? { organisation, people: [] };
      one.people.push(showId("person", person_id));
      told.set(operation, one);
    }
  for (const [subjectId, { organisation, people: to }] of told)
    ctx.audit({ action: "operation.escalated", subjectKind: "operation", subjectId, organisation, detail: { to } });
}

/**
 * Forgets what nobody will ask again.
 * @throws DomainError `auth.forbidden`
 */
export async function pruneNotices(ctx: Ctx): Promise<void> {
  authorize(ctx, "records.prune");
  await ctx.tx.execute(sql`select notices_prune(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid)`);
}

/** Whom to tell of what waits, and by whose name and clock. */
export type WaitingReader = { readonly phone: E164; readonly organisation: string; readonly timeZone: string };

/**
 * Whom a notice is for; null for somebody who does not work there any more.
 * @throws DomainError `auth.forbidden`
 */
export async function readWaitingReader(
  ctx: Ctx,
  organisation: OrganisationId,
  personId: Id<"person">,
): Promise<WaitingReader | null> {
  authorize(ctx, "events.deliver");
  const { issuerId } = ctx.scope;
  const [row] = await ctx.tx
    .select({
      phone: people.phone,
      organisation: sql<string>`coalesce(${distributors.name}, ${issuers.name})`,
      timeZone: sql<string>`coalesce(${distributors.timeZone}, ${issuers.timeZone})`,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(issuers, eq(issuers.id, memberships.issuerId))
    .leftJoin(distributors, and(eq(distributors.issuerId, issuerId), eq(distributors.id, memberships.organisationId)))
    .where(
      and(
        eq(memberships.issuerId, issuerId),
        eq(memberships.organisationId, organisation),
        eq(memberships.personId, personId),
        eq(memberships.status, "active"),
      ),
    );
  return row ? { ...row, phone: row.phone as E164 } : null;
}
