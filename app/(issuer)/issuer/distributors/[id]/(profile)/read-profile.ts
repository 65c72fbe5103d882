import { showId } from "@/lib/kernel/ids";
import { zoneLabel } from "@/lib/kernel/time";
import type { Ctx } from "@/lib/runtime";
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
  return {
    id: showId("distributor", id),
    name,
    status,
    shortCode,
    currency,
    zone: `${timeZone} (${zoneLabel(timeZone, ctx.now)})`,
    today,
  };
}
