import { and, eq, gt, sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { actorOf, authorize, type Ctx } from "@/lib/runtime";

/** The pages of a distributor that the issuer's staff may look at. */
export type LookedAt = "profile" | "float" | "operations" | "operation" | "people";

/** A look is not noted again within so many minutes: a page that is read again by itself must not fill the audit. */
const ANEW = 10;

/**
 * Notes in a distributor's audit that somebody of its issuer looks at it: who, and at what. Once for each person and page in ten minutes.
 * @throws DomainError `auth.forbidden`
 */
export async function noteLook(ctx: Ctx, distributor: Id<"distributor">, page: LookedAt): Promise<void> {
  authorize(ctx, "distributors.read");
  const actor = actorOf(ctx.principal);
  // Two looks at once would both find none; the second waits for the first one's commit.
  await ctx.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`look ${actor} ${distributor} ${page}`}, 0))`,
  );
  const [noted] = await ctx.tx
    .select({ seq: auditEntries.seq })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.issuerId, ctx.scope.issuerId),
        eq(auditEntries.subjectId, distributor),
        eq(auditEntries.organisationId, distributor),
        eq(auditEntries.action, "distributor.viewed"),
        eq(auditEntries.actor, actor),
        sql`${auditEntries.detail} ->> 'page' = ${page}`,
        gt(auditEntries.at, sql`now() - make_interval(mins => ${ANEW})`),
      ),
    )
    .limit(1);
  if (noted) return;
  ctx.audit({
    action: "distributor.viewed",
    subjectKind: "distributor",
    subjectId: distributor,
    organisation: distributor,
    detail: { page },
  });
}
