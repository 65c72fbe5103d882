import { and, eq, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Whether a distributor has, or ever had, an API key.
 * @throws DomainError `auth.forbidden`
 */
export async function hasKey(ctx: Ctx, distributorId: Id<"distributor">): Promise<boolean> {
  authorize(ctx, "home.read");
  const rows = await ctx.tx
    .select({ one: sql`1` })
    .from(apiKeys)
    .where(and(eq(apiKeys.issuerId, ctx.scope.issuerId), eq(apiKeys.distributorId, distributorId)))
    .limit(1);
  return rows.length > 0;
}
