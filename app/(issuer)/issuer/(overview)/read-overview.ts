import type { Id } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { listLowFloats, readFloatTotals } from "@/lib/ledger";
import { readCurrencyDays } from "@/lib/operations";
import { type Distributor, listDistributors, readOrganisations } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { type DistributorRow, type Figures, figuresOf, readDistributorRows } from "../_components/distributor-rows";

/** Rows that are shown; the list has them all. */
const SHOWN = 25;

/** The issuer's day at a glance: the totals are of all distributors, of whom `rows` shows the first and `low` are low on float. */
export type Overview = {
  readonly totals: readonly (Figures & { readonly low: number })[];
  readonly rows: readonly DistributorRow[];
  readonly distributors: number;
};

/**
 * All distributors of the issuer together, and those of them that need somebody, then the first by name, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readOverview(ctx: Ctx): Promise<Overview> {
  const floats = await readFloatTotals(ctx);
  const days = await readCurrencyDays(ctx);
  const totals = floats.map(({ currency, available, held, low }) => {
    const day = days.find((one) => one.currency === currency);
    if (!day) throw new Error(`distributors in ${currency} have no day`);
    return { ...figuresOf(currency, { available: formatAmount(available), held: formatAmount(held) }, day), low };
  });
  return {
    totals,
    rows: await readDistributorRows(ctx, await readFirst(ctx)),
    distributors: floats.reduce((sum, { distributors }) => sum + distributors, 0),
  };
}

/** Those with a low float first, then the suspended ones, then all others by name. */
async function readFirst(ctx: Ctx): Promise<Distributor[]> {
  const low = await readThese(ctx, await listLowFloats(ctx, SHOWN));
  const suspended = await listDistributors(ctx, { status: "suspended" }, { limit: SHOWN });
  const others = await listDistributors(ctx, {}, { limit: SHOWN });
  const first = new Map([...low, ...suspended.items, ...others.items].map((one) => [one.id, one]));
  return [...first.values()].slice(0, SHOWN);
}

async function readThese(ctx: Ctx, ids: readonly Id<"distributor">[]): Promise<Distributor[]> {
  const found = await readOrganisations(ctx, ids);
  return ids.flatMap((id) => {
    const one = found.get(id);
    return one?.kind === "distributor" ? one : [];
  });
}
