import { sql } from "drizzle-orm";
import { authorize, run } from "@/lib/runtime";
import { sealKey } from "./session-seal";
import { visitorCaller } from "./sign-in-callers";

/**
 * Makes this installation's seal known to its database, before anybody is served. False when another one is kept: ENCRYPTION_KEY has changed, or
 * somebody who has the application's role was there first and could open sessions.
 */
export async function keepSeal(): Promise<boolean> {
  return run(visitorCaller(), { requestId: "start" }, async (ctx) => {
    authorize(ctx, "sign-in.attempt");
    const rows = (await ctx.tx.execute(
      sql`select keep_session_seal(${ctx.scope.issuerId}, ${ctx.unitId}, ${sealKey()}) as ours`,
    )) as unknown as { ours: boolean }[];
    return rows[0]?.ours === true;
  });
}
