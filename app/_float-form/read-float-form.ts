import { exponentOf } from "@/lib/kernel/currencies";
import { showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { readBalance } from "@/lib/ledger";
import type { Distributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import type { FloatFormView } from "./float-form";

/**
 * What a form about a distributor's float needs.
 * @throws DomainError `auth.forbidden`
 */
export async function readFloatForm(ctx: Ctx, { currency, name, floatAccountId }: Distributor): Promise<FloatFormView> {
  const { principal } = ctx;
  if (principal.kind !== "user") throw new Error("forms are for people");
  const { available } = await readBalance(ctx, floatAccountId);
  return {
    owner: showId("person", principal.personId),
    currency,
    exponent: exponentOf(currency),
    available: formatAmount(available),
    name,
  };
}
