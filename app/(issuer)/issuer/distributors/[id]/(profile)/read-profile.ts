import type { Feature } from "@/lib/kernel/features";
import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { toRfc3339, zoneLabel } from "@/lib/kernel/time";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { type Figures, readDistributorRows } from "../../../_components/distributor-rows";
import { lookAt } from "../_components/look-at";

/** A distributor and its day, as plain data. */
export type Profile = {
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "suspended";
  readonly shortCode: string;
  readonly currency: string;
  readonly zone: string;
  readonly today: Figures;
  readonly low: boolean;
  readonly suspended: { readonly reason: string | null; readonly at: string } | null;
  /** Plain decimals; null for no limit. */
  readonly limits: Readonly<Record<"maxAmount" | "maxDaily" | "maxWeekly", string | null>>;
  /** Below what float it is shown as low; null for once all is gone. */
  readonly lowFloat: string | null;
  readonly off: readonly Feature[];
  readonly canChange: boolean;
};

/**
 * The profile of the distributor that an address names, in one unit of work; the look is noted in its audit.
 * @throws DomainError `organisations.distributor-not-found`, `auth.forbidden`
 */
export async function readProfile(ctx: Ctx, shownId: string): Promise<Profile> {
  const distributor = await lookAt(ctx, shownId, "profile");
  const [today] = await readDistributorRows(ctx, [distributor]);
  if (!today) throw new Error("a distributor without figures");
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
    low: today.low,
    suspended: distributor.suspended && {
      reason: distributor.suspended.reason,
      at: toRfc3339(distributor.suspended.at),
    },
    limits: {
      maxAmount: plain(distributor.maxAmountMinor),
      maxDaily: plain(distributor.maxDailyMinor),
      maxWeekly: plain(distributor.maxWeeklyMinor),
    },
    lowFloat: plain(distributor.lowFloatMinor),
    off: distributor.featuresOff,
    canChange: isAllowed(ctx.principal, "distributors.change"),
  };
}
