import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { refuseUnlessOk } from "./refuse-unless-ok";
import { actingOn, newSecret } from "./secrets";

/**
 * Makes the first secret of an approved key and returns it, this once: to its maker alone, within 72 hours of the approval.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`, `api-keys.not-maker`, `api-keys.already-revealed`, `api-keys.lapsed`, `api-keys.ended`,
 * `api-keys.stopped`, `api-keys.keys-off`, `api-keys.identity-changed`
 */
export async function revealSecret(ctx: Ctx, { keyId }: { readonly keyId: Id<"apiKey"> }): Promise<string> {
  authorize(ctx, "api-keys.request");
  const { secret, kept } = newSecret();
  refuseUnlessOk(
    await ctx.tx.execute(
      sql`select api_key_reveal(${actingOn(ctx, keyId)}, ${kept.id}::uuid, ${kept.keyHash}, ${kept.prefix}, ${kept.lastFour}) as outcome`,
    ),
  );
  ctx.audit({
    action: "api-key.revealed",
    subjectKind: "api-key",
    subjectId: keyId,
    detail: { secret: kept.id },
  });
  return secret;
}
