import { addDays, localDate, startOfDate } from "@/lib/kernel/time";
import { type OperationFilters, readSearch } from "@/lib/operations";
import type { Distributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { type ListQuery, TAB_STATUSES } from "./list-query";

/** Operations that one page looks through for what no index leads to: as many as are looked through while nobody notices. */
export const LOOK_THROUGH = 5_000;

/**
 * The query of the address as filters, in the distributor's calendar; null when nothing can meet it (a status of another tab, an id that
 * nobody has).
 * @throws DomainError `auth.forbidden`
 */
export async function toFilters(
  ctx: Ctx,
  query: ListQuery,
  distributor: Distributor,
): Promise<OperationFilters | null> {
  const words = query.q.trim();
  const search = words === "" ? {} : await readSearch(ctx, words, distributor.currency);
  const ofTab = TAB_STATUSES[query.tab];
  if (!search || (query.status && ofTab && !ofTab.includes(query.status))) return null;
  const statuses = query.status ? [query.status] : ofTab;
  const { principal } = ctx;
  return {
    ...search,
    ...(statuses ? { statuses } : {}),
    ...(query.type ? { types: [query.type] } : {}),
    ...(query.source ? { source: query.source } : {}),
    ...(query.maker && principal.kind === "user" ? { makerId: principal.personId } : {}),
    ...periodOf(query, distributor.timeZone, ctx.now),
  };
}

/** The chosen days as instants: the first included, the start of the day after the last excluded. */
function periodOf(query: ListQuery, zone: string, now: Date): Pick<OperationFilters, "createdFrom" | "createdTo"> {
  const today = localDate(now, zone);
  const preset = {
    today: { from: today, to: today },
    yesterday: { from: addDays(today, -1), to: addDays(today, -1) },
    week: { from: addDays(today, -6), to: today },
  };
  const { from, to } = query.period ? preset[query.period] : query;
  const createdFrom = from && startOfDate(from, zone);
  const createdTo = to && startOfDate(to, zone) && startOfDate(addDays(to, 1), zone);
  return { ...(createdFrom ? { createdFrom } : {}), ...(createdTo ? { createdTo } : {}) };
}
