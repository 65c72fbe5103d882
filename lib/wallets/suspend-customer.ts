import type { Id } from "@/lib/kernel/ids";
import { suspend } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { readCustomer } from "./read-customer";

/**
 * Stops a customer's wallet at once: nothing reaches it any more, and nothing leaves it.
 * @throws DomainError `auth.forbidden`, `wallets.customer-not-found`, `organisations.already-suspended`
 */
export async function suspendCustomer(
  ctx: Ctx,
  { id, reason }: { readonly id: Id<"customer">; readonly reason: string },
): Promise<void> {
  authorize(ctx, "distributors.change");
  await readCustomer(ctx, id);
  await suspend(ctx, "customer", id, reason);
}
