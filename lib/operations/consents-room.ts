import { sql } from "drizzle-orm";
import type { OrganisationId } from "@/db/columns";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";

/** Whom a distributor is about to ask. */
type Asking = { readonly organisation: OrganisationId; readonly customer: Id<"customer"> };

/**
 * In how many seconds each customer may be asked, after those before it; null for now (db/functions/064_consents.sql). Who asks for the same two waits for
 * whoever was first.
 */
export async function consentsRoom(ctx: SharedCtx, asking: readonly Asking[]): Promise<(number | null)[]> {
  if (asking.length === 0) return [];
  const rows = (await ctx.tx.execute(
    sql`select wait_seconds as wait from consents_room(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${JSON.stringify(asking)}::jsonb) order by idx`,
  )) as unknown as { wait: number | null }[];
  return rows.map(({ wait }) => wait);
}
