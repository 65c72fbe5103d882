import { merchants } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import { type Id, newId } from "@/lib/kernel/ids";
import { openAccount } from "@/lib/ledger";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Creates a merchant: a recipient addressed by short code (digits, unique within the issuer).
 * @throws DomainError `auth.forbidden`
 */
export async function createMerchant(
  ctx: Ctx,
  input: { readonly name: string; readonly shortCode: string; readonly currency: Currency },
): Promise<Id<"merchant">> {
  authorize(ctx, "organisations.administer");
  const id = newId("merchant");
  const accountId = await openAccount(ctx, { kind: "merchant", id }, "wallet", input.currency);
  await ctx.tx.insert(merchants).values({
    issuerId: ctx.scope.issuerId,
    id,
    name: input.name,
    shortCode: input.shortCode,
    accountId,
    unitId: ctx.unitId,
  });
  ctx.audit({ action: "merchant.created", subjectKind: "merchant", subjectId: id, detail: { name: input.name } });
  return id;
}
