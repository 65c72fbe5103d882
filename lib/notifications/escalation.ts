import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { ownNotices, refuseUnlessOk } from "./own-notices";

/**
 * After how many minutes one's own distributor has all its checkers and admins told of what waits.
 * @throws DomainError `auth.forbidden`, `request.not-found` for the issuer's staff
 */
export async function readEscalation(ctx: Ctx): Promise<number> {
  authorize(ctx, "notices.own");
  return (await readOwnDistributor(ctx)).escalateAfterMinutes;
}

/**
 * Says so, at once: it tells more people or fewer and gives nobody anything.
 * @throws DomainError `auth.forbidden`, `request.not-found` for the issuer's staff, `organisations.nothing-changes`
 */
export async function setEscalation(ctx: Ctx, { minutes }: { readonly minutes: number }): Promise<void> {
  authorize(ctx, "notices.escalate");
  const { id, escalateAfterMinutes: before } = await readOwnDistributor(ctx);
  if (before === minutes) throw new DomainError("organisations.nothing-changes");
  refuseUnlessOk(
    await ctx.tx.execute(sql`select distributor_set_escalation(${ownNotices(ctx, id)}, ${minutes}::int) as outcome`),
  );
  ctx.audit({
    action: "distributor.escalation-set",
    subjectKind: "distributor",
    subjectId: id,
    detail: { before, after: minutes },
  });
}
