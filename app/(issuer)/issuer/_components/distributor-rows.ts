import type { Currency } from "@/lib/kernel/currencies";
import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { readBalances } from "@/lib/ledger";
import { type DistributorDay, readDistributorDays } from "@/lib/operations";
import { type Distributor, isFloatLow } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";

/** What one or several distributors of one currency have and did today. Amounts are plain decimals. */
export type Figures = {
  readonly currency: string;
  readonly available: string;
  readonly held: string;
  readonly cashIn: string;
  readonly cashOut: string;
  readonly volume: string;
  readonly completed: number;
  readonly pending: number;
  /** More wait than were counted. */
  readonly hasMorePending: boolean;
};

/** A distributor with its figures, as plain data; `low`: its float is. */
export type DistributorRow = Figures & {
  readonly id: string;
  readonly name: string;
  readonly shortCode: string;
  readonly status: Distributor["status"];
  readonly low: boolean;
};

/**
 * Distributors with their floats and their day.
 * @throws DomainError `auth.forbidden`
 */
export async function readDistributorRows(ctx: Ctx, distributors: readonly Distributor[]): Promise<DistributorRow[]> {
  const balances = await readBalances(
    ctx,
    distributors.map(({ floatAccountId }) => floatAccountId),
  );
  const days = await readDistributorDays(ctx, distributors);
  return distributors.map((distributor) => {
    const { id, name, shortCode, status } = distributor;
    const float = balances.get(distributor.floatAccountId);
    const day = days.get(id);
    if (!float || !day) throw new Error(`distributor ${id} has no float or no day`);
    return {
      id: showId("distributor", id),
      name,
      shortCode,
      status,
      ...figuresOf(
        distributor.currency,
        { available: formatAmount(float.available), held: formatAmount(float.held) },
        day,
      ),
      low: isFloatLow(distributor, float.available.minor),
    };
  });
}

/** A float, as plain decimals, and a day as figures. */
export function figuresOf(
  currency: Currency,
  float: Pick<Figures, "available" | "held">,
  { inMinor, outMinor, completed, pending, hasMorePending }: DistributorDay,
): Figures {
  const plain = (minor: bigint) => formatAmount(money(minor, currency));
  return {
    currency,
    ...float,
    cashIn: plain(inMinor),
    cashOut: plain(outMinor),
    volume: plain(inMinor + outMinor),
    completed,
    pending,
    hasMorePending,
  };
}
