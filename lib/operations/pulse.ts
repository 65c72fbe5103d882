import { and, eq } from "drizzle-orm";
import { auditChains } from "@/db/schema";
import { type Balance, readBalance } from "@/lib/ledger";
import { readOwnDistributor, workplaceOf, worksForIssuer } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { countApprovals } from "./approvals";
import { countUnreadBlocked, countUnreadEnds, countUnreadFiles } from "./notices";

/**
 * Whether anything has happened since one last looked: `head` is another text after every act in the organisation. With the figures
 * that stand on every page. An issuer has no float.
 */
export type Pulse = {
  readonly head: string;
  readonly needsMe: number;
  /** Of the bell. */
  readonly unread: number;
  readonly float: Balance | null;
};

/**
 * The cheap question that open screens repeat. Every change of an operation is audited in the unit that makes it, so the head of the audit
 * chain moves with it; the float also moves by the issuer's hand.
 * @throws DomainError `auth.forbidden`
 */
export async function readPulse(ctx: Ctx): Promise<Pulse> {
  authorize(ctx, "home.read");
  const organisation = workplaceOf(ctx);
  const [chain] = await ctx.tx
    .select({ seq: auditChains.seq })
    .from(auditChains)
    .where(and(eq(auditChains.issuerId, ctx.scope.issuerId), eq(auditChains.organisationId, organisation)));
  const float = worksForIssuer(ctx) ? null : await readBalance(ctx, (await readOwnDistributor(ctx)).floatAccountId);
  const { needsMe, waiting, unread } = await countApprovals(ctx);
  // What comes to the issuer's desk from a distributor stands in that one's audit: its own head does not move.
  const rest = float ? `${float.posted.minor}.${float.held.minor}` : `${needsMe}.${waiting}`;
  const others = (await countUnreadEnds(ctx)) + (await countUnreadBlocked(ctx)) + (await countUnreadFiles(ctx));
  return { head: `${chain?.seq ?? 0}.${rest}`, needsMe, unread: unread + others, float };
}
