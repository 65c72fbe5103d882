import { and, asc, eq } from "drizzle-orm";
import { apiRequests } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { LISTED } from "./logged-request";
import type { LoggedRequest } from "./schemas";

/**
 * The request that made an operation, the first of those that were answered with it. Null where nobody asked by a key, where that is longer ago
 * than the log reaches, or where the operation is another organisation's.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function findRequestOf(
  ctx: Ctx,
  { operationId }: { readonly operationId: Id<"operation"> },
): Promise<LoggedRequest | null> {
  authorize(ctx, "api-requests.read");
  const [row] = await ctx.tx
    .select(LISTED)
    .from(apiRequests)
    .where(and(eq(apiRequests.issuerId, ctx.scope.issuerId), eq(apiRequests.operationId, operationId)))
    .orderBy(asc(apiRequests.at), asc(apiRequests.id))
    .limit(1);
  return row ?? null;
}
