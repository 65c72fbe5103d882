import { type AskedMandate, narrowKey, planChange } from "@/lib/api-keys";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx, IdempotentRequest } from "@/lib/runtime";
import { submitOperation } from "./submit-operations";

/** A change of a key: `after` is all that it is to do. Sent again under the same `idempotency`, it is answered with the same request. */
export type KeyChange = {
  readonly keyId: Id<"apiKey">;
  readonly after: AskedMandate;
  readonly idempotency: IdempotentRequest;
};

/**
 * Changes a key: what becomes narrower does so with this unit, what becomes wider is asked for in it; where either is refused nothing happens.
 * @returns the request for what becomes wider; null where nothing does
 * @throws DomainError as `planChange`, `narrowKey` and {@link submitOperation}
 */
export async function changeKey(ctx: Ctx, { keyId, after, idempotency }: KeyChange): Promise<Id<"operation"> | null> {
  const { atOnce, asked } = await planChange(ctx, { keyId, after });
  if (atOnce) await narrowKey(ctx, { keyId, after: atOnce });
  if (!asked) return null;
  const input = { type: "api-key-widen", keyId, after: asked } as const;
  const { operationId } = await submitOperation(ctx, { input, idempotency });
  return operationId;
}
