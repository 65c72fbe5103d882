import { listDistributors } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { type CurrencyTotal, type DistributorRow, readDistributorRows } from "../_components/distributor-rows";

/** Distributors that are summed; an issuer with more reads its totals in the list of a page less wide than this. */
const AT_MOST = 5_000;
/** Rows that are shown; the list has them all. */
const SHOWN = 25;

/** The issuer's day at a glance; `more` distributors are left out of the rows, not of the totals. */
export type Overview = {
  readonly totals: readonly CurrencyTotal[];
  readonly rows: readonly DistributorRow[];
  readonly more: number;
};

/**
 * All distributors of the issuer, those first that need somebody, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readOverview(ctx: Ctx): Promise<Overview> {
  const { items } = await listDistributors(ctx, {}, { limit: AT_MOST });
  const { rows, totals } = await readDistributorRows(ctx, items);
  const first = rows.toSorted((a, b) => urgencyOf(b) - urgencyOf(a));
  return { totals, rows: first.slice(0, SHOWN), more: Math.max(rows.length - SHOWN, 0) };
}

function urgencyOf({ status, low }: DistributorRow): number {
  if (status === "suspended") return 1;
  return low ? 2 : 0;
}
