import { lt, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Removes tries to sign in, and customers' sessions that ended, a week ago: long past every window in which they are counted (`rules.ts`), and phones of people who were
 * never registered are among them.
 * @throws DomainError `auth.forbidden`
 */
export async function pruneChallenges(ctx: Ctx): Promise<void> {
  authorize(ctx, "records.prune");
  await ctx.tx.delete(signInChallenges).where(lt(signInChallenges.createdAt, sql`now() - interval '7 days'`));
  await ctx.tx.execute(sql`select prune_wallet_sessions(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid)`);
}
