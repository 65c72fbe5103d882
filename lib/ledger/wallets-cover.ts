import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import type { Money } from "@/lib/kernel/money";
import type { SharedCtx } from "@/lib/runtime";

/**
 * Whether customers' wallets could pay so much at this moment, where nothing is held yet; in the order of the input. It says no more than a
 * refused hold does.
 */
export async function walletsCover(
  ctx: SharedCtx,
  items: readonly { readonly account: Id<"account">; readonly amount: Money }[],
): Promise<boolean[]> {
  if (items.length === 0) return [];
  const asked = JSON.stringify(items.map(({ account, amount }) => ({ account, amount: amount.minor.toString() })));
  const rows = (await ctx.tx.execute(
    sql`select covers from wallets_cover(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${asked}::jsonb) order by idx`,
  )) as unknown as { covers: boolean }[];
  return rows.map(({ covers }) => covers);
}
