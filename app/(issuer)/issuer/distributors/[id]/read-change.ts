import { type Currency, exponentOf } from "@/lib/kernel/currencies";
import type { Feature } from "@/lib/kernel/features";
import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { lookAt } from "./_components/look-at";

/** What the forms of a distributor's limits and features need. Limits are plain decimals, empty for none. */
export type ChangeForm = {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly currency: Currency;
  readonly exponent: number;
  readonly maxAmount: string;
  readonly maxDaily: string;
  readonly maxWeekly: string;
  readonly off: readonly Feature[];
};

/**
 * What a form that changes the distributor of an address needs; `form` is null for who may not. The look is noted in its audit.
 * @throws DomainError `organisations.distributor-not-found`, `auth.forbidden`
 */
export async function readChange(
  ctx: Ctx,
  shownId: string,
): Promise<{ readonly id: string; readonly name: string; readonly form: ChangeForm | null }> {
  const distributor = await lookAt(ctx, shownId, "profile");
  const { principal } = ctx;
  const id = showId("distributor", distributor.id);
  const { name, currency } = distributor;
  if (principal.kind !== "user" || !isAllowed(principal, "distributors.change")) return { id, name, form: null };
  const plain = (minor: bigint | null) => (minor === null ? "" : formatAmount(money(minor, currency)));
  return {
    id,
    name,
    form: {
      id,
      name,
      owner: showId("person", principal.personId),
      currency,
      exponent: exponentOf(currency),
      maxAmount: plain(distributor.maxAmountMinor),
      maxDaily: plain(distributor.maxDailyMinor),
      maxWeekly: plain(distributor.maxWeeklyMinor),
      off: distributor.featuresOff,
    },
  };
}
