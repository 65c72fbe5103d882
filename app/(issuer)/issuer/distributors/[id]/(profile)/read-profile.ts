import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { toRfc3339, zoneLabel } from "@/lib/kernel/time";
import type { Feature } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { type CurrencyTotal, readDistributorRows } from "../../../_components/distributor-rows";
import { lookAt } from "../_components/look-at";

/** A distributor and its day, as plain data. */
export type Profile = {
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "suspended";
  readonly shortCode: string;
  readonly currency: string;
  readonly zone: string;
  readonly today: CurrencyTotal;
  readonly suspended: { readonly reason: string | null; readonly at: string } | null;
  /** Plain decimals; null for no limit. */
  readonly limits: { readonly maxAmount: string | null; readonly maxDaily: string | null };
  readonly off: readonly Feature[];
  readonly canChange: boolean;
};

/**
 * The profile of the distributor that an address names, in one unit of work; the look is noted in its audit.
 * @throws DomainError `organisations.distributor-not-found`, `auth.forbidden`
 */
export async function readProfile(ctx: Ctx, shownId: string): Promise<Profile> {
  const distributor = await lookAt(ctx, shownId, "profile");
  const { totals } = await readDistributorRows(ctx, [distributor]);
  const [today] = totals;
  if (!today) throw new Error("a distributor without totals");
  const { id, name, status, shortCode, currency, timeZone } = distributor;
  const plain = (minor: bigint | null) => (minor === null ? null : formatAmount(money(minor, currency)));
  return {
    id: showId("distributor", id),
    name,
    status,
    shortCode,
    currency,
    zone: `${timeZone} (${zoneLabel(timeZone, ctx.now)})`,
    today,
    suspended: distributor.suspended && {
      reason: distributor.suspended.reason,
      at: toRfc3339(distributor.suspended.at),
    },
    limits: { maxAmount: plain(distributor.maxAmountMinor), maxDaily: plain(distributor.maxDailyMinor) },
    off: distributor.featuresOff,
    canChange: isAllowed(ctx.principal, "distributors.change"),
  };
}
