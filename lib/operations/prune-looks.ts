import { lt, sql } from "drizzle-orm";
import { operationLooks } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Forgets who looked at requests: it is no record of anything.
 * @throws DomainError `auth.forbidden`
 */
export async function pruneLooks(ctx: Ctx): Promise<void> {
  authorize(ctx, "records.prune");
  await ctx.tx.delete(operationLooks).where(lt(operationLooks.seenAt, sql`now() - interval '1 hour'`));
}
