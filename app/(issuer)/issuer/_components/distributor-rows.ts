import { showId } from "@/lib/kernel/ids";
import { formatAmount, money } from "@/lib/kernel/money";
import { readBalances } from "@/lib/ledger";
import { readDistributorDays } from "@/lib/operations";
import type { Distributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";

/** A distributor with its figures, as plain data. Amounts are plain decimals of `currency`. */
export type DistributorRow = {
  readonly id: string;
  readonly name: string;
  readonly shortCode: string;
  readonly status: Distributor["status"];
  readonly currency: string;
  readonly available: string;
  readonly held: string;
  readonly volume: string;
  readonly completed: number;
  readonly pending: number;
  /** Its float is below the mark that was set for it, or, without one, all gone. */
  readonly low: boolean;
};

/** What several distributors of one currency have and did, together. Amounts are plain decimals. */
export type CurrencyTotal = {
  readonly currency: string;
  readonly available: string;
  readonly held: string;
  readonly cashIn: string;
  readonly cashOut: string;
  readonly completed: number;
  readonly pending: number;
};

/**
 * Distributors with their floats and their day, and the totals of each currency.
 * @throws DomainError `auth.forbidden`
 */
export async function readDistributorRows(
  ctx: Ctx,
  distributors: readonly Distributor[],
): Promise<{ rows: DistributorRow[]; totals: CurrencyTotal[] }> {
  const balances = await readBalances(
    ctx,
    distributors.map(({ floatAccountId }) => floatAccountId),
  );
  const days = await readDistributorDays(ctx, distributors);
  const figures = distributors.map((distributor) => {
    const balance = balances.get(distributor.floatAccountId);
    const day = days.get(distributor.id);
    if (!balance || !day) throw new Error(`distributor ${distributor.id} has no float or no day`);
    return { distributor, balance, day };
  });
  const plain = (minor: bigint, currency: Distributor["currency"]) => formatAmount(money(minor, currency));
  const rows = figures.map(
    ({ distributor: { id, name, shortCode, status, currency, lowFloatMinor }, balance, day }) => ({
      id: showId("distributor", id),
      name,
      shortCode,
      status,
      currency,
      available: formatAmount(balance.available),
      held: formatAmount(balance.held),
      volume: plain(day.inMinor + day.outMinor, currency),
      completed: day.completed,
      pending: day.pending,
      low: balance.available.minor < (lowFloatMinor ?? 1n),
    }),
  );
  const currencies = [...new Set(distributors.map(({ currency }) => currency))].sort();
  const totals = currencies.map((currency) => {
    const own = figures.filter(({ distributor }) => distributor.currency === currency);
    const sum = (minorOf: (one: (typeof own)[number]) => bigint) =>
      plain(
        own.reduce((total, one) => total + minorOf(one), 0n),
        currency,
      );
    return {
      currency,
      available: sum(({ balance }) => balance.available.minor),
      held: sum(({ balance }) => balance.held.minor),
      cashIn: sum(({ day }) => day.inMinor),
      cashOut: sum(({ day }) => day.outMinor),
      completed: own.reduce((total, { day }) => total + day.completed, 0),
      pending: own.reduce((total, { day }) => total + day.pending, 0),
    };
  });
  return { rows, totals };
}
