import { view } from "@/lib/http/view";
import { type Currency, exponentOf } from "@/lib/kernel/currencies";
import type { Feature } from "@/lib/kernel/features";
import { showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { readBalance } from "@/lib/ledger";
import { readOwnDistributor } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";

/** What every form of an operation needs: whose drafts it keeps, the currency, the float that may be spent (a plain decimal). */
export type FormView = {
  readonly owner: string;
  readonly currency: Currency;
  /** Decimals of the currency. */
  readonly exponent: number;
  readonly available: string;
  /** The issuer has switched off for this distributor what the form is for. */
  readonly isOff: boolean;
};

/**
 * Reads what the form of a feature needs, and with `more` what this one needs beside it, in one unit of work; null for who may not make operations.
 */
export function readForm<T = null>(
  feature: Feature,
  more?: (ctx: Ctx) => Promise<T>,
): Promise<(FormView & { more: T | null }) | null> {
  return view(async (ctx) => {
    const { principal } = ctx;
    if (principal.kind !== "user" || !isAllowed(principal, "operations.submit")) return null;
    const { currency, floatAccountId, featuresOff } = await readOwnDistributor(ctx);
    const { available } = await readBalance(ctx, floatAccountId);
    return {
      owner: showId("person", principal.personId),
      currency,
      exponent: exponentOf(currency),
      available: formatAmount(available),
      isOff: featuresOff.includes(feature),
      more: more ? await more(ctx) : null,
    };
  });
}
