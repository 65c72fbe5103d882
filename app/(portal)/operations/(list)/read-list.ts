import {
  COUNTED_AT_MOST,
  countOperations,
  findBlocked,
  listOperations,
  type OperationFilters,
  type StatusCounts,
} from "@/lib/operations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { asBlocked, type SerialisedOperation, serialiseOperation } from "../../_components/serialise-operation";
import { LOOK_THROUGH, toFilters, type Whose } from "../list-filters";
import { type ListQuery, readCursor, showCursor, TAB_STATUSES, TABS } from "../list-query";

/** Rows of a page. */
const PAGE = 50;

/** How many; `more` where counting stopped. */
export type Count = { readonly count: number; readonly more: boolean };

/** A page of the list with its tabs' counts, and cursors of the pages beside it as they stand in the address. */
export type ListView = {
  readonly rows: readonly SerialisedOperation[];
  readonly next: string | null;
  readonly previous: string | null;
  /** The page stopped after so many operations, and `next` looks on; null where it did not stop. */
  readonly lookedThrough: number | null;
  readonly tabs: Readonly<Record<(typeof TABS)[number], Count>>;
  /** All rows that meet the query, on whatever page. */
  readonly matching: Count;
  readonly canCreate: boolean;
  /** What others have is looked at, not taken away. */
  readonly canExport: boolean;
};

/**
 * What the address asks for, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readList(ctx: Ctx, query: ListQuery, whose: Whose): Promise<ListView> {
  const canCreate = isAllowed(ctx.principal, "operations.submit");
  const canExport = !whose.organisation;
  // A status that belongs to another tab, or an id of nobody: nothing to look for, but the tabs are still counted.
  const filters = await toFilters(ctx, query, whose);
  const others = filters ?? (await toFilters(ctx, { ...query, status: null }, whose));
  const counts = others ? await countOperations(ctx, others, LOOK_THROUGH) : null;
  const tabs = Object.fromEntries(TABS.map((tab) => [tab, sumOf(counts, TAB_STATUSES[tab])])) as ListView["tabs"];
  if (!filters) {
    return {
      rows: [],
      next: null,
      previous: null,
      lookedThrough: null,
      tabs,
      matching: sumOf(null, null),
      canCreate,
      canExport,
    };
  }
  const page = await listOperations(ctx, { filters, limit: PAGE, lookThrough: LOOK_THROUGH, ...placeOf(query) });
  const blocked = await findBlocked(ctx, page.items);
  return {
    rows: page.items.map((item) => asBlocked(serialiseOperation(ctx, item), blocked.get(item.id))),
    next: page.next && showCursor(page.next),
    previous: page.previous && showCursor(page.previous),
    lookedThrough: page.lookedThrough,
    tabs,
    matching: sumOf(counts, filters.statuses ?? null),
    canCreate,
    canExport,
  };
}

function placeOf(query: ListQuery) {
  const after = readCursor(query.after);
  return after ? { after } : { before: readCursor(query.before) };
}

function sumOf(counts: StatusCounts | null, statuses: OperationFilters["statuses"] | null): Count {
  const all = Object.entries(counts?.byStatus ?? {}).filter(
    ([status]) => !statuses || (statuses as string[]).includes(status),
  );
  return {
    count: all.reduce((sum, [, count]) => sum + count, 0),
    more: counts?.complete === false || all.some(([, count]) => count >= COUNTED_AT_MOST),
  };
}
