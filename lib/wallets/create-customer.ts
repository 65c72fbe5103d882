import { sql } from "drizzle-orm";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";

/**
 * Registers a customer with an empty wallet; one per phone and issuer.
 * @throws DomainError `auth.forbidden`, `wallets.phone-used`
 */
export async function createCustomer(
  ctx: Ctx,
  input: { readonly phone: E164; readonly name: string; readonly currency: Currency },
): Promise<{ id: Id<"customer">; accountId: Id<"account"> }> {
  authorize(ctx, "customers.change");
  const id = newId("customer");
  const accountId = newId("account");
  const rows = (await ctx.tx.execute(
    sql`select customer_create(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid, ${accountId}::uuid, ${input.name},
          ${input.phone}, ${input.currency}) as outcome`,
  )) as unknown as { outcome: string }[];
  if (rows[0]?.outcome !== "ok") throw new DomainError("wallets.phone-used");
  ctx.audit({ action: "customer.created", subjectKind: "customer", subjectId: id });
  return { id, accountId };
}
