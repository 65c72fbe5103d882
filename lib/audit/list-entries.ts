import { and, asc, desc, eq, sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";
import { type AuditFilters, areLoose, conditionsOf } from "./filters";
import { type Range, rangeOf } from "./range";
import { type AuditEntryView, toViews } from "./view";

/**
 * Which page: entries older than `after` or newer than `before`, by their place in the chain. `lookThrough`: how many entries a page looks at
 * where no index serves the filters; it then holds fewer than `limit`, or none, and says where to look on.
 */
export type AuditPageRequest = {
  readonly filters: AuditFilters;
  readonly limit: number;
  readonly lookThrough: number;
  readonly after?: bigint | undefined;
  readonly before?: bigint | undefined;
};

/**
 * A page of the audit, newest first; `next` and `previous` are what to ask `after` and `before`, null at the ends. `lookedThrough`: the page
 * stopped after so many entries, although it has room; null where it did not.
 */
export type AuditPage = {
  readonly items: readonly AuditEntryView[];
  readonly next: bigint | null;
  readonly previous: bigint | null;
  readonly lookedThrough: number | null;
};

/**
 * Entries in the audit of the caller's own organisation that meet filters.
 * @throws DomainError `auth.forbidden`
 */
export async function listAuditEntries(ctx: Ctx, request: AuditPageRequest): Promise<AuditPage> {
  authorize(ctx, "audit.read");
  return pageOf(ctx, request, await rangeOf(ctx, request.filters));
}

async function pageOf(ctx: Ctx, request: AuditPageRequest, whole: Range): Promise<AuditPage> {
  const { filters, limit, after, before } = request;
  const through = areLoose(filters) ? BigInt(request.lookThrough) : null;
  const range = lookedAt(whole, through, after, before);
  const backwards = before !== undefined;
  const rows = await readRows(ctx, filters, range, { limit: limit + 1, backwards });
  const more = rows.length > limit;
  const ended = backwards ? range.last >= whole.last : range.first <= whole.first;
  // Going back, the newest page is the one without a `before`: it is full, and stays so when entries arrive.
  if (backwards && !more && ended) return pageOf(ctx, { ...request, before: undefined }, whole);
  const found = rows.slice(0, limit);
  if (backwards) found.reverse();
  const items = await toViews(ctx, found);
  const stopped = !more && !ended;
  const first = items[0]?.seq;
  const last = items.at(-1)?.seq;
  const lookedThrough = stopped ? request.lookThrough : null;
  if (backwards)
    return { items, next: last ?? range.first, previous: more ? (first ?? null) : range.last, lookedThrough };
  const next = more ? (last ?? null) : stopped ? range.first : null;
  const isNewest = after === undefined || after > whole.last;
  return { items, next, previous: isNewest ? null : (first ?? range.last), lookedThrough };
}

function lookedAt(whole: Range, through: bigint | null, after?: bigint, before?: bigint): Range {
  if (before !== undefined) {
    const first = before + 1n > whole.first ? before + 1n : whole.first;
    const end = through === null ? whole.last : first + through - 1n;
    return { first, last: end < whole.last ? end : whole.last };
  }
  const last = after !== undefined && after - 1n < whole.last ? after - 1n : whole.last;
  const end = through === null ? whole.first : last - through + 1n;
  return { first: end > whole.first ? end : whole.first, last };
}

function readRows(
  ctx: Ctx,
  filters: AuditFilters,
  { first, last }: Range,
  { limit, backwards }: { limit: number; backwards: boolean },
) {
  return ctx.tx
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.issuerId, ctx.scope.issuerId),
        eq(auditEntries.organisationId, ctx.principal.organisationId),
        sql`${auditEntries.seq} between ${first} and ${last}`,
        ...conditionsOf(filters),
      ),
    )
    .orderBy(backwards ? asc(auditEntries.seq) : desc(auditEntries.seq))
    .limit(limit);
}
