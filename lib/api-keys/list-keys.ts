import { and, eq, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { KeyTab } from "@/lib/kernel/key-terms";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { inState, readKeys } from "./key-rows";
import type { KeyView } from "./key-view";
import { countPendingKeys, readPendingKeys } from "./pending-requests";

/** A page of a tab: what comes after a key (its id), the newest ones without. `next` is the last one of it; null where the tab ends. */
export type KeyPage = { readonly keys: readonly KeyView[]; readonly next: Id<"apiKey"> | null };

const PAGE = 50;

/**
 * The keys of one's distributor on a tab, newest first, fifty to a page. On the first page of what waits stand at most 200 that wait for a
 * decision before those that their makers have yet to reveal.
 * @throws DomainError `auth.forbidden`
 */
export async function listKeys(
  ctx: Ctx,
  {
    tab,
    after = null,
    limit = PAGE,
  }: { readonly tab: KeyTab; readonly after?: Id<"apiKey"> | null; readonly limit?: number },
): Promise<KeyPage> {
  authorize(ctx, "api-keys.read");
  const distributor = await readOwnDistributor(ctx);
  const asked = tab === "pending" && !after ? await readPendingKeys(ctx, distributor) : [];
  const which = tab === "pending" ? inState.unrevealed() : inState[tab]();
  const rows = await readKeys(
    ctx,
    distributor,
    after ? sql`${which} and ${isOlderThan(ctx, after)}` : which,
    limit + 1,
  );
  const keys = rows.slice(0, limit);
  return { keys: [...asked, ...keys], next: rows.length > limit ? (keys.at(-1)?.id ?? null) : null };
}

// Of a key that the scope does not have nothing is older.
const isOlderThan = (ctx: Ctx, key: Id<"apiKey">) =>
  sql`(${apiKeys.createdAt}, ${apiKeys.id}) < (select e.created_at, e.id from ${apiKeys} e
        where e.issuer_id = ${ctx.scope.issuerId} and e.distributor_id = ${apiKeys.distributorId} and e.id = ${key})`;

/**
 * How many keys stand on each tab.
 * @throws DomainError `auth.forbidden`
 */
export async function countKeys(ctx: Ctx): Promise<Readonly<Record<KeyTab, number>>> {
  authorize(ctx, "api-keys.read");
  const distributor = await readOwnDistributor(ctx);
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
  return { active: row.active, pending: row.unrevealed + (await countPendingKeys(ctx, distributor)), ended: row.ended };
}
