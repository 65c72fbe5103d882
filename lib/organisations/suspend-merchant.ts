import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { readMerchant } from "./read-merchant";
import { suspend } from "./suspend";

/**
 * Stops a merchant at once: nothing reaches it any more.
 * @throws DomainError `auth.forbidden`, `organisations.merchant-not-found`, `organisations.already-suspended`
 */
export async function suspendMerchant(
  ctx: Ctx,
  { id, reason }: { readonly id: Id<"merchant">; readonly reason: string },
): Promise<void> {
  authorize(ctx, "distributors.change");
  await readMerchant(ctx, id);
  await suspend(ctx, "merchant", id, reason);
}
