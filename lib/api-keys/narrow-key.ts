import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { type AskedMandate, inPayload } from "./mandate";
import { refuseUnlessOk } from "./refuse-unless-ok";
import { actingOn } from "./secrets";

/**
 * Leaves a key with less, at once: its next request has no more. For its maker and for admins; `after` is all that is left.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`, `api-keys.not-maker`, `api-keys.ended`, `api-keys.wider`, `api-keys.nothing-changes`
 */
export async function narrowKey(
  ctx: Ctx,
  { keyId, after }: { readonly keyId: Id<"apiKey">; readonly after: AskedMandate },
): Promise<void> {
  authorize(ctx, "api-keys.narrow");
  const asked = inPayload(after);
  const rows = await ctx.tx.execute(
    sql`select outcome, before from api_key_narrow(${actingOn(ctx, keyId)}, ${JSON.stringify(asked)}::jsonb)`,
  );
  refuseUnlessOk(rows);
  ctx.audit({
    action: "api-key.narrowed",
    subjectKind: "api-key",
    subjectId: keyId,
    detail: { before: rows[0]?.before, after: asked },
  });
}
