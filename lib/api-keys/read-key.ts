import { and, desc, eq } from "drizzle-orm";
import { apiKeySecrets, apiKeys } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { readKeys } from "./key-rows";
import type { KeyView, SecretView } from "./key-view";
import { readPendingKeys } from "./pending-requests";

/**
 * One key of one's distributor with its secrets, newest first; also one that is only asked for.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`
 */
export async function readKey(
  ctx: Ctx,
  { keyId }: { readonly keyId: Id<"apiKey"> },
): Promise<KeyView & { readonly secrets: readonly SecretView[] }> {
  authorize(ctx, "api-keys.read");
  const distributor = await readOwnDistributor(ctx);
  const [found] = await readKeys(ctx, distributor, eq(apiKeys.id, keyId), 1);
  const key = found ?? (await readPendingKeys(ctx, distributor, keyId))[0];
  if (!key) throw new DomainError("api-keys.not-found");
  const secrets = await ctx.tx
    .select({
      id: apiKeySecrets.id,
      prefix: apiKeySecrets.prefix,
      lastFour: apiKeySecrets.lastFour,
      madeAt: apiKeySecrets.madeAt,
      endsAt: apiKeySecrets.endsAt,
    })
    .from(apiKeySecrets)
    .where(and(eq(apiKeySecrets.issuerId, ctx.scope.issuerId), eq(apiKeySecrets.keyId, keyId)))
    .orderBy(desc(apiKeySecrets.madeAt), desc(apiKeySecrets.id));
  const isLive = (endsAt: Date | null) => key.state === "active" && (endsAt === null || endsAt > ctx.now);
  return { ...key, secrets: secrets.map((secret) => ({ ...secret, isLive: isLive(secret.endsAt) })) };
}
