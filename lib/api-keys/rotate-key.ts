import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import type { Overlap } from "@/lib/kernel/key-terms";
import { authorize, type Ctx } from "@/lib/runtime";
import { refuseUnlessOk } from "./refuse-unless-ok";
import { actingOn, newSecret } from "./secrets";

/**
 * Makes another secret of a key and returns it, this once, to its maker alone. The one before works on for the overlap, and shares limits and rate;
 * one before that ends now.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`, `api-keys.not-maker`, `api-keys.not-revealed`, `api-keys.ended`, `api-keys.stopped`,
 * `api-keys.keys-off`, `api-keys.identity-changed`
 */
export async function rotateKey(
  ctx: Ctx,
  { keyId, overlap }: { readonly keyId: Id<"apiKey">; readonly overlap: Overlap },
): Promise<string> {
  authorize(ctx, "api-keys.request");
  const { secret, kept } = newSecret();
  refuseUnlessOk(
    await ctx.tx.execute(
      sql`select api_key_rotate(${actingOn(ctx, keyId)}, ${overlap}, ${kept.id}::uuid, ${kept.keyHash}, ${kept.prefix}, ${kept.lastFour}) as outcome`,
    ),
  );
  ctx.audit({
    action: "api-key.rotated",
    subjectKind: "api-key",
    subjectId: keyId,
    detail: { secret: kept.id, overlap },
  });
  return secret;
}
