import { sql } from "drizzle-orm";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";

/** `shortCode` is digits, unique within the issuer; `adminPhone` that of whoever runs it. */
export type NewMerchant = {
  readonly name: string;
  readonly shortCode: string;
  readonly currency: Currency;
  readonly adminPhone?: E164 | null;
};

/**
 * Creates a merchant, a recipient addressed by short code, with an empty wallet.
 * @throws DomainError `auth.forbidden`, `organisations.short-code-used`
 */
export async function createMerchant(ctx: Ctx, input: NewMerchant): Promise<Id<"merchant">> {
  authorize(ctx, "merchants.change");
  const id = newId("merchant");
  const rows = (await ctx.tx.execute(
    sql`select merchant_create(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid, ${newId("account")}::uuid, ${input.name},
          ${input.shortCode}, ${input.adminPhone ?? null}, ${input.currency}) as outcome`,
  )) as unknown as { outcome: string }[];
  if (rows[0]?.outcome !== "ok") throw new DomainError("organisations.short-code-used");
  ctx.audit({
    action: "merchant.created",
    subjectKind: "merchant",
    subjectId: id,
    detail: { name: input.name, shortCode: input.shortCode },
  });
  return id;
}
