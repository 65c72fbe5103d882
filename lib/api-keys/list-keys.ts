import { and, eq, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { KeyTab } from "@/lib/kernel/key-terms";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { inState, readKeys } from "./key-rows";
import type { KeyView } from "./key-view";
import { readPendingRequests } from "./pending-requests";

/**
 * The keys of one's distributor on a tab, newest first, at most 200.
 * @throws DomainError `auth.forbidden`
 */
export async function listKeys(ctx: Ctx, { tab }: { readonly tab: KeyTab }): Promise<KeyView[]> {
  authorize(ctx, "api-keys.read");
  const distributor = await readOwnDistributor(ctx);
  const pending = await readPendingRequests(ctx, distributor);
  const which = tab === "pending" ? inState.unrevealed() : inState[tab]();
  const keys = await readKeys(ctx, distributor, which, pending);
  return tab === "pending" ? [...pending.keys, ...keys] : keys;
}

/**
 * How many keys stand on each tab.
 * @throws DomainError `auth.forbidden`
 */
export async function countKeys(ctx: Ctx): Promise<Readonly<Record<KeyTab, number>>> {
  authorize(ctx, "api-keys.read");
  const distributor = await readOwnDistributor(ctx);
  const pending = await readPendingRequests(ctx, distributor);
  const count = (which: ReturnType<(typeof inState)["active"]>) =>
    sql<number>`count(*) filter (where ${which})`.mapWith(Number);
  const [row] = await ctx.tx
    .select({
      active: count(inState.active()),
      unrevealed: count(inState.unrevealed()),
      ended: count(inState.ended()),
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.issuerId, ctx.scope.issuerId), eq(apiKeys.distributorId, distributor.id)));
  if (!row) throw new Error("a count had no row");
  return { active: row.active, pending: row.unrevealed + pending.keys.length, ended: row.ended };
}
