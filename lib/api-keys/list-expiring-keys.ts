import { and, asc, eq, lte, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { inState } from "./key-rows";

/** Days before its end at which a key's maker is told, and from the first of which on lists show that it ends. */
export const NOTICE_DAYS = [30, 7, 1] as const;

/** A key that ends soon. */
export type ExpiringKey = { readonly id: Id<"apiKey">; readonly label: string; readonly expiresAt: Date };

/**
 * Keys of one's distributor that end within 30 days, the next one first, at most 20: for home.
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
