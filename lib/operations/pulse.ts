import { and, eq } from "drizzle-orm";
import { auditChains } from "@/db/schema";
import { type Balance, readBalance } from "@/lib/ledger";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { countApprovals } from "./approvals";

/**
 * Whether anything has happened since one last looked: `head` is another text after every act in the organisation. With the two figures
 * that stand on every page.
 */
export type Pulse = { readonly head: string; readonly needsMe: number; readonly float: Balance };

/**
 * The cheap question that open screens repeat. Every change of an operation is audited in the unit that makes it, so the head of the audit
 * chain moves with it; the float also moves by the issuer's hand.
 * @throws DomainError `auth.forbidden`
 */
export async function readPulse(ctx: Ctx): Promise<Pulse> {
  authorize(ctx, "home.read");
  const distributor = await readOwnDistributor(ctx);
  const [chain] = await ctx.tx
    .select({ seq: auditChains.seq })
    .from(auditChains)
    .where(and(eq(auditChains.issuerId, ctx.scope.issuerId), eq(auditChains.organisationId, distributor.id)));
  const float = await readBalance(ctx, distributor.floatAccountId);
  const { needsMe } = await countApprovals(ctx);
  return { head: `${chain?.seq ?? 0}.${float.posted.minor}.${float.held.minor}`, needsMe, float };
}
