import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { isBlocked } from "./blocked";
import { areExact, areLoose, conditionsOf, type OperationFilters } from "./filters";
import { isBeyond, isWithin, type ListPosition, readStop, type Start } from "./stop";
import { type OperationView, selectOperations, toView } from "./view";
import { isListed } from "./whose";

/**
 * A page of a list; `next` is where the following page begins, null at the end, `previous` where the one before ends, null at the start.
 * `lookedThrough`: the page stopped after so many operations, although it has room; null where it did not.
 */
export type OperationPage = {
  readonly items: readonly OperationView[];
  readonly next: ListPosition | null;
  readonly previous: ListPosition | null;
  readonly lookedThrough: number | null;
};

/**
 * Which page: `after` or `before` an operation is the cheap way, `offset` the contract's other one. `lookThrough`: a page may stop after so
 * many operations where no index serves the filters, and then holds fewer than `limit` or none; without it a page is full or the last.
 */
export type PageRequest = Start & {
  readonly limit: number;
  readonly offset?: number | undefined;
  readonly lookThrough?: number | undefined;
};

/** What one statement looks through where a page must be full: little at first, and never so much that it takes long. */
const FIRST_STRETCH = 1_000;
const LONGEST_STRETCH = 50_000;

type Row = Parameters<typeof toView>[0];
type Question = { readonly filters: OperationFilters; readonly also: SQL | undefined };

/** A page of the principal's distributor's operations that meet filters, and a condition beside them, newest first. */
export async function pageOfOperations(
  ctx: Ctx,
  filters: OperationFilters,
  page: PageRequest,
  also?: SQL,
): Promise<OperationPage> {
  const { limit, after, before, lookThrough } = page;
  const { rows, stop } = await lookFor(ctx, { filters, also }, page);
  const more = rows.length > limit;
  // Going back, the newest page is the one without a `before`: it is full, and stays so when rows arrive.
  if (before && !more && !stop) return pageOfOperations(ctx, filters, { limit, lookThrough }, also);
  const items = rows.slice(0, limit).map(toView);
  if (before) items.reverse();
  const lookedThrough = stop && lookThrough ? lookThrough : null;
  const first = items[0]?.position ?? stop ?? after ?? null;
  const last = items.at(-1)?.position ?? stop;
  if (before) return { items, next: last, previous: stop ?? first, lookedThrough };
  return { items, next: more ? last : stop, previous: after ? first : null, lookedThrough };
}

/** One row more than a page holds, if there are so many; `stop` is the last operation looked at where others were left. */
async function lookFor(
  ctx: Ctx,
  question: Question,
  page: PageRequest,
): Promise<{ rows: readonly Row[]; stop: ListPosition | null }> {
  const wanted = page.limit + 1;
  // Rows that are skipped by number must be found first.
  if (page.offset || !areLoose(question.filters))
    return { rows: await readRows(ctx, question, page, wanted), stop: null };
  const found: Row[] = [];
  let start: Start = page;
  for (let stretch = FIRST_STRETCH; ; stretch = Math.min(10 * stretch, LONGEST_STRETCH)) {
    const stop = await readStop(ctx, question.filters, start, page.lookThrough ?? stretch);
    found.push(...(await readRows(ctx, question, { ...start, stop }, wanted - found.length)));
    if (found.length === wanted) return { rows: found, stop: null };
    if (!stop || page.lookThrough) return { rows: found, stop };
    start = page.before ? { before: stop } : { after: stop };
  }
}

type Place = Start & { readonly stop?: ListPosition | null; readonly offset?: number | undefined };

async function readRows(ctx: Ctx, question: Question, place: Place, limit: number): Promise<Row[]> {
  const order = place.before ? asc : desc;
  const { statuses } = question.filters;
  const { offset = 0 } = place;
  if (!statuses || statuses.length < 2 || areExact(question.filters)) {
    return selectOperations(ctx)
      .where(meets(ctx, question, place))
      .orderBy(order(operations.createdAt), order(operations.id))
      .limit(limit)
      .offset(offset);
  }
  const ids = await idsByStatus(ctx, statuses, question, { ...place, offset }, limit);
  return selectOperations(ctx)
    .where(and(eq(operations.issuerId, ctx.scope.issuerId), oneOf(operations.id, ids, "uuid")))
    .orderBy(order(operations.createdAt), order(operations.id));
}

/** Of each status a walk along its index, and of those rows the first: all walks together end soon, also when some status has no row. */
async function idsByStatus(
  ctx: Ctx,
  statuses: readonly string[],
  { filters: { statuses: _, ...filters }, also }: Question,
  place: Place & { readonly offset: number },
  limit: number,
): Promise<Id<"operation">[]> {
  const order = place.before ? asc : desc;
  const ofOne = ctx.tx
    .select({ id: operations.id, createdAt: operations.createdAt })
    .from(operations)
    .where(and(eq(operations.status, sql`s.status`), meets(ctx, { filters, also }, place)))
    .orderBy(order(operations.createdAt), order(operations.id))
    .limit(place.offset + limit);
  const rows = (await ctx.tx.execute(
    sql`select x.id from unnest(${sql.param([...statuses])}::text[]) as s(status), lateral (${ofOne}) x
         order by ${order(sql`x.created_at`)}, ${order(sql`x.id`)} limit ${limit} offset ${place.offset}`,
  )) as unknown as { id: Id<"operation"> }[];
  return rows.map(({ id }) => id);
}

function meets(ctx: Ctx, { filters, also }: Question, { after, before, stop }: Place): SQL | undefined {
  const those = and(
    eq(operations.issuerId, ctx.scope.issuerId),
    isListed(ctx, filters),
    isBeyond({ after, before }),
    stop ? isWithin(stop, before ? "asc" : "desc") : undefined,
    ...conditionsOf(filters),
    also,
  );
  return filters.blocked ? and(those, isBlocked(ctx, those)) : those;
}
