import { type OperationFilters, readSearch } from "@/lib/operations";
import { type Distributor, readOwnDistributor, readOwnIssuer, worksForIssuer } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { instantsOf } from "../_components/period";
import { type ListQuery, TAB_STATUSES } from "./list-query";

/** Operations that one page looks through for what no index leads to: as many as are looked through while nobody notices. */
export const LOOK_THROUGH = 5_000;

/** Whose operations a list shows: of those one works for, or, for the issuer's staff, those of the distributor that it names. */
export type Whose = Pick<Distributor, "currency" | "timeZone"> & { readonly organisation?: Distributor["id"] };

/**
 * Those one works for.
 * @throws DomainError `auth.forbidden` for the system
 */
export function readOwn(ctx: Ctx): Promise<Whose> {
  return worksForIssuer(ctx) ? ofIssuer(ctx) : ofDistributor(ctx);
}

async function ofIssuer(ctx: Ctx): Promise<Whose> {
  const { currency, timeZone } = await readOwnIssuer(ctx);
  return { currency, timeZone };
}

async function ofDistributor(ctx: Ctx): Promise<Whose> {
  const { currency, timeZone } = await readOwnDistributor(ctx);
  return { currency, timeZone };
}

/**
 * The query of the address as filters, in the calendar of those whose operations they are; null when nothing can meet it (a status of another tab, an id that
 * nobody has).
 * @throws DomainError `auth.forbidden`
 */
export async function toFilters(ctx: Ctx, query: ListQuery, whose: Whose): Promise<OperationFilters | null> {
  const words = query.q.trim();
  const search = words === "" ? {} : await readSearch(ctx, words, whose.currency, whose.organisation);
  const ofTab = TAB_STATUSES[query.tab];
  if (!search || (query.status && ofTab && !ofTab.includes(query.status))) return null;
  // What has ended is not blocked any more.
  if (query.blocked && ((query.status && query.status !== "pending") || (ofTab && !ofTab.includes("pending"))))
    return null;
  const statuses = query.blocked ? (["pending"] as const) : query.status ? [query.status] : ofTab;
  const { principal } = ctx;
  const { organisation } = whose;
  return {
    ...search,
    ...(organisation ? { organisation } : {}),
    ...(statuses ? { statuses } : {}),
    ...(query.type ? { types: [query.type] } : {}),
    ...(query.source ? { source: query.source } : {}),
    ...(query.blocked ? { blocked: true as const } : {}),
    ...(query.maker && principal.kind === "user" ? { makerId: principal.personId } : {}),
    ...periodOf(query, whose.timeZone, ctx.now),
  };
}

/** The chosen days as instants: the first included, the start of the day after the last excluded. */
function periodOf(query: ListQuery, zone: string, now: Date): Pick<OperationFilters, "createdFrom" | "createdTo"> {
  const { from, to } = instantsOf(query, zone, now);
  return { ...(from ? { createdFrom: from } : {}), ...(to ? { createdTo: to } : {}) };
}
