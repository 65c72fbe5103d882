import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { refuseUnlessOk } from "./refuse-unless-ok";
import { actingOn } from "./secrets";

/**
 * Ends a key for good, with all its secrets: no request that begins after this is let in, in any process. For its maker and for admins.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`, `api-keys.not-maker`, `api-keys.ended`
 */
export async function revokeKey(
  ctx: Ctx,
  { keyId, reason }: { readonly keyId: Id<"apiKey">; readonly reason: string },
): Promise<void> {
  authorize(ctx, "api-keys.narrow");
  refuseUnlessOk(await ctx.tx.execute(sql`select api_key_revoke(${actingOn(ctx, keyId)}, ${reason}) as outcome`));
  ctx.audit({ action: "api-key.revoked", subjectKind: "api-key", subjectId: keyId, detail: { reason } });
}
