import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Forgets browsers that nobody has signed in with for 180 days, but of each person the last one (db/functions/068_open_session.sql). Whoever
 * comes with a forgotten one is told of it by SMS as of a new one, and asks for codes as a stranger does.
 * @throws DomainError `auth.forbidden`
 */
export async function pruneDevices(ctx: Ctx): Promise<void> {
  authorize(ctx, "records.prune");
  await ctx.tx.execute(sql`select prune_devices(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid)`);
}
