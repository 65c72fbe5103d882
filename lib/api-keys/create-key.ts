import { sql } from "drizzle-orm";
import { apiKeySecrets, apiKeys } from "@/db/schema";
import { type Id, newId } from "@/lib/kernel/ids";
import { toRfc3339 } from "@/lib/kernel/time";
import { authorize, type Ctx } from "@/lib/runtime";
import { inPayload, type Mandate } from "./mandate";
import { newSecret } from "./secrets";

/** A key that is set up with its distributor. `madeBy` should be a maker: a key may do what its maker may. */
export type NewKey = Mandate & {
  readonly distributorId: Id<"distributor">;
  readonly label: string;
  readonly madeBy: Id<"person">;
  readonly expiresAt: Date;
};

const TO_REVEAL = 72 * 3_600_000;

/**
 * Creates a key with its secret, which nothing keeps; all other keys are asked for and approved (`api-key-create`).
 * @throws DomainError `auth.forbidden`
 */
export async function createKey(ctx: Ctx, input: NewKey): Promise<{ id: Id<"apiKey">; secret: string }> {
  authorize(ctx, "organisations.administer");
  const id = newId("apiKey");
  const { secret, kept } = newSecret();
  const { permissions, allowedAddresses, ...rest } = input;
  const { issuerId } = ctx.scope;
  await ctx.tx.insert(apiKeys).values({
    ...rest,
    issuerId,
    id,
    permissions: [...permissions],
    allowedAddresses: [...allowedAddresses],
    noticedDays: sql`notices_gone(${input.expiresAt.toISOString()}::timestamptz)`,
    revealUntil: new Date(ctx.now.getTime() + TO_REVEAL),
    unitId: ctx.unitId,
  });
  await ctx.tx.insert(apiKeySecrets).values({
    ...kept,
    issuerId,
    keyId: id,
    distributorId: input.distributorId,
    seenBy: input.madeBy,
    unitId: ctx.unitId,
  });
  ctx.audit({
    action: "api-key.created",
    subjectKind: "api-key",
    subjectId: id,
    organisation: input.distributorId,
    detail: {
      label: input.label,
      ...inPayload({ ...input, expiresInDays: null }),
      expiresAt: toRfc3339(input.expiresAt),
      secret: kept.id,
    },
  });
  return { id, secret };
}
