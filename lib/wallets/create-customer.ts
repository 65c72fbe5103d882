import { customers } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { openAccount } from "@/lib/ledger";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Registers a customer with an empty wallet; one per phone and issuer.
 * @throws DomainError `auth.forbidden`
 */
export async function createCustomer(
  ctx: Ctx,
  input: { readonly phone: E164; readonly name: string; readonly currency: Currency },
): Promise<{ id: Id<"customer">; accountId: Id<"account"> }> {
  authorize(ctx, "organisations.administer");
  const id = newId("customer");
  const accountId = await openAccount(ctx, { kind: "customer", id }, "wallet", input.currency);
  await ctx.tx.insert(customers).values({
    issuerId: ctx.scope.issuerId,
    id,
    phone: input.phone,
    name: input.name,
    accountId,
    unitId: ctx.unitId,
  });
  ctx.audit({ action: "customer.created", subjectKind: "customer", subjectId: id });
  return { id, accountId };
}
