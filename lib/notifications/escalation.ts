import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import { readOwnDistributor, readOwnIssuer, worksForIssuer } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { ownNotices, refuseUnlessOk } from "./own-notices";

/**
 * After how many minutes one's own organisation has all its checkers and admins told of what waits.
 * @throws DomainError `auth.forbidden`
 */
export async function readEscalation(ctx: Ctx): Promise<number> {
  authorize(ctx, "notices.own");
  return (await ownOrganisation(ctx)).escalateAfterMinutes;
}

/**
 * Says so, at once: it tells more people or fewer and gives nobody anything.
 * @throws DomainError `auth.forbidden`, `organisations.nothing-changes`
 */
export async function setEscalation(ctx: Ctx, { minutes }: { readonly minutes: number }): Promise<void> {
  authorize(ctx, "notices.escalate");
  const { id, escalateAfterMinutes: before } = await ownOrganisation(ctx);
  if (before === minutes) throw new DomainError("organisations.nothing-changes");
  refuseUnlessOk(
    await ctx.tx.execute(sql`select organisation_set_escalation(${ownNotices(ctx, id)}, ${minutes}::int) as outcome`),
  );
  const what = { subjectId: id, detail: { before, after: minutes } };
  if (worksForIssuer(ctx)) ctx.audit({ action: "issuer.escalation-set", subjectKind: "issuer", ...what });
  else ctx.audit({ action: "distributor.escalation-set", subjectKind: "distributor", ...what });
}

function ownOrganisation(ctx: Ctx) {
  return worksForIssuer(ctx) ? readOwnIssuer(ctx) : readOwnDistributor(ctx);
}
