import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/kernel/ids";
import { isBackwards, type Page, type Place, toPage } from "@/lib/kernel/pagination";
import type { Ctx } from "@/lib/runtime";

/** Whom an issuer has lists of. */
export type Listed = "distributor" | "merchant" | "customer";

/** How many there are of each status, at most {@link COUNTED_AT_MOST} each. */
export type StatusCount = Readonly<Record<"active" | "suspended", number>>;

/** Counting stops here: a tab says "1,000+" sooner than it makes anybody wait. */
export const COUNTED_AT_MOST = 1_000;

/** A table that is listed. An index leads to each way of sorting it, with and without its status. */
type Directory = PgTable & { readonly issuerId: PgColumn; readonly id: PgColumn; readonly status: PgColumn };

/**
 * How a list is sorted, and the stretch of that order that is asked for: from one value on and below another, where they are given. By null:
 * the newest first, as ids grow with time. Only plain columns and comparisons stand here: under row-level security an index serves nothing
 * that could tell of rows which are not to be seen, and LIKE, strpos and lower count as such.
 */
export type Stretch = { readonly by: PgColumn | null; readonly from?: SQL | string; readonly below?: SQL | string };

/** Those whose names begin with these words, by name; all of them for none. */
export function namesFrom(nameKey: PgColumn, words: string): Stretch {
  const beginning = words.trim();
  if (beginning === "") return { by: nameKey };
  // In lower case as the database has it. Nothing that begins so comes after it with the last of all characters.
  return { by: nameKey, from: sql`lower(${beginning})`, below: sql`lower(${beginning}) || chr(1114111)` };
}

/** Those whose short codes begin with these digits, by code. */
export function codesFrom(shortCode: PgColumn, digits: string): Stretch {
  const next = String(BigInt(digits) + 1n).padStart(digits.length, "0");
  return { by: shortCode, from: digits, ...(next.length > digits.length ? {} : { below: next }) };
}

/** The ids of a page of a stretch, of one status or of all. An edge that is not there (any more) has nothing beyond it. */
export async function readDirectory<K extends Listed>(
  ctx: Ctx,
  table: Directory,
  { stretch, status }: { readonly stretch: Stretch; readonly status: keyof StatusCount | undefined },
  place: Place<Id<K>>,
): Promise<Page<Id<K>, Id<K>>> {
  const { by } = stretch;
  const edge = place.after ?? place.before;
  const isDescending = (by === null) !== isBackwards(place);
  const beyond = edge ? await isBeyond(ctx, table, by, edge, isDescending ? "<" : ">") : undefined;
  if (beyond === null) return { items: [], next: null, previous: null };
  const direction = sql.raw(isDescending ? "desc" : "asc");
  const rows = (await ctx.tx.execute(sql`
    select ${table.id} as id from ${table} where ${and(...isIn(ctx, table, stretch), status && isOf(table, status), beyond)}
     order by ${by ? sql`${by} ${direction}, ` : sql.empty()}${table.id} ${direction} limit ${place.limit + 1}`)) as unknown as {
    id: Id<K>;
  }[];
  return toPage(
    rows.map(({ id }) => id),
    place,
    (id) => id,
  );
}

/** How many of a stretch there are of each status, at most {@link COUNTED_AT_MOST} each. */
export async function countDirectory(ctx: Ctx, table: Directory, stretch: Stretch): Promise<StatusCount> {
  const some = (status: keyof StatusCount) =>
    sql`(select count(*) from (select from ${table} where ${and(...isIn(ctx, table, stretch), isOf(table, status))}
         order by ${stretch.by ?? table.id} limit ${COUNTED_AT_MOST}) x)::int`;
  const rows = (await ctx.tx.execute(
    sql`select ${some("active")} as active, ${some("suspended")} as suspended`,
  )) as unknown as StatusCount[];
  return rows[0] ?? { active: 0, suspended: 0 };
}

/** A page of ids with the rows that they name, in the order of the page. */
export function withRows<K extends Listed, T extends { readonly id: Id<K> }>(
  page: Page<Id<K>, Id<K>>,
  rows: readonly T[],
): Page<Id<K>, T> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { ...page, items: page.items.flatMap((id) => byId.get(id) ?? []) };
}

// In words of its own: told when it runs, a status that nobody has is looked for in the whole table.
function isOf(table: Directory, status: keyof StatusCount): SQL {
  return sql`${table.status} = ${status === "active" ? sql`'active'` : sql`'suspended'`}`;
}

function isIn(ctx: Ctx, table: Directory, { by, from, below }: Stretch): (SQL | undefined)[] {
  return [
    eq(table.issuerId, ctx.scope.issuerId),
    by && from !== undefined ? gte(by, from) : undefined,
    by && below !== undefined ? lt(by, below) : undefined,
  ];
}

async function isBeyond(
  ctx: Ctx,
  table: Directory,
  by: PgColumn | null,
  edge: string,
  side: "<" | ">",
): Promise<SQL | null> {
  if (by === null) return sql`${table.id} ${sql.raw(side)} ${edge}`;
  const rows = (await ctx.tx.execute(
    sql`select ${by} as key from ${table} where ${and(eq(table.issuerId, ctx.scope.issuerId), eq(table.id, edge))}`,
  )) as unknown as { key: string }[];
  return rows[0] ? sql`(${by}, ${table.id}) ${sql.raw(side)} (${rows[0].key}, ${edge}::uuid)` : null;
}
