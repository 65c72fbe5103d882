import { apiKeys } from "@/db/schema";
import { type Id, newId } from "@/lib/kernel/ids";
import { authorize, type Ctx, type KeyPermission } from "@/lib/runtime";
import { hashKey, makeKey } from "./key-format";

/** Limits in minor units, null for none; no addresses means any address. */
export type NewKey = {
  readonly distributorId: Id<"distributor">;
  readonly label: string;
  readonly madeBy: Id<"person">;
  readonly permissions: readonly KeyPermission[];
  readonly maxAmountMinor: bigint | null;
  readonly maxDailyMinor: bigint | null;
  readonly allowedAddresses: readonly string[];
  readonly requestsPerMinute: number;
  readonly expiresAt: Date;
};

/**
 * Creates an active key and returns its secret, which nothing keeps.
 * @throws DomainError `auth.forbidden`
 */
export async function createKey(ctx: Ctx, input: NewKey): Promise<{ id: Id<"apiKey">; secret: string }> {
  authorize(ctx, "organisations.administer");
  const id = newId("apiKey");
  const secret = makeKey();
  const { permissions, allowedAddresses, ...rest } = input;
  await ctx.tx.insert(apiKeys).values({
    ...rest,
    issuerId: ctx.scope.issuerId,
    id,
    permissions: [...permissions],
    allowedAddresses: [...allowedAddresses],
    keyHash: hashKey(secret),
    prefix: secret.slice(0, 8),
    lastFour: secret.slice(-4),
    unitId: ctx.unitId,
  });
  ctx.audit({
    action: "api-key.created",
    subjectKind: "api-key",
    subjectId: id,
    organisation: input.distributorId,
    detail: { label: input.label, permissions: [...permissions] },
  });
  return { id, secret };
}
