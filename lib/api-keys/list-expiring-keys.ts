import { and, asc, eq, lte, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { NOTICE_DAYS } from "@/lib/kernel/key-terms";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { inState } from "./key-rows";

/** A key that ends soon. */
export type ExpiringKey = { readonly id: Id<"apiKey">; readonly label: string; readonly expiresAt: Date };

/**
 * Keys of one's distributor whose makers were told of their end, or would be now, the next one first, at most 20: for home.
 * @throws DomainError `auth.forbidden`
 */
export async function listExpiringKeys(ctx: Ctx): Promise<ExpiringKey[]> {
  authorize(ctx, "api-keys.read");
  const distributor = await readOwnDistributor(ctx);
  return ctx.tx
    .select({ id: apiKeys.id, label: apiKeys.label, expiresAt: apiKeys.expiresAt })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.issuerId, ctx.scope.issuerId),
        eq(apiKeys.distributorId, distributor.id),
        inState.active(),
        lte(apiKeys.expiresAt, sql`now() + ${NOTICE_DAYS[0]} * interval '1 day'`),
      ),
    )
    .orderBy(asc(apiKeys.expiresAt), asc(apiKeys.id))
    .limit(20);
}
