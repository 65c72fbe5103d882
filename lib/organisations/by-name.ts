import { asc, desc, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";

/** The kinds of organisation that are listed by name. */
type Kind = "distributor" | "merchant";

/** A table with a list by name. */
type Named = PgTable & {
  readonly issuerId: PgColumn;
  readonly id: PgColumn;
  readonly name: PgColumn;
  readonly shortCode: PgColumn;
};

/** Which page: after or before the one at its edge. */
export type Place<K extends Kind> = {
  readonly after?: Id<K> | undefined;
  readonly before?: Id<K> | undefined;
  readonly limit: number;
};

/** A page of a list by name; `next` and `previous` are those at its edges, null where the list ends. */
export type Page<K extends Kind, T> = {
  readonly items: readonly T[];
  readonly next: Id<K> | null;
  readonly previous: Id<K> | null;
};

/** In the order of people's lists: without regard to case, the id where two are called the same. One row more than the page holds. */
export function orderByName<K extends Kind>(table: Named, { before, limit }: Place<K>) {
  const order = before ? desc : asc;
  return { by: [order(sql`lower(${table.name})`), order(table.id)] as const, limit: limit + 1 };
}

/** What lies on the page, as a condition. Of an edge that is not there (any more) nothing lies beyond. */
export function isOnPage<K extends Kind>(ctx: Ctx, table: Named, { after, before }: Place<K>): SQL | undefined {
  const edge = after ?? before;
  if (!edge) return undefined;
  return sql`(lower(${table.name}), ${table.id}) ${sql.raw(after ? ">" : "<")} (select lower(edge.name), edge.id from ${table} edge
    where edge.issuer_id = ${ctx.scope.issuerId} and edge.id = ${edge})`;
}

/** A part of the name, or the beginning of the short code, as a condition. */
export function isCalled(table: Named, search: string | undefined): SQL | undefined {
  const words = search?.trim().toLowerCase();
  if (!words) return undefined;
  return sql`(strpos(lower(${table.name}), ${words}) > 0 or starts_with(${table.shortCode}, ${words}))`;
}

/** The rows of {@link orderByName} as a page. */
export function toPage<K extends Kind, T extends { readonly id: Id<K> }>(
  rows: readonly T[],
  { after, before, limit }: Place<K>,
): Page<K, T> {
  const more = rows.length > limit;
  const items = rows.slice(0, limit);
  if (!after && before) items.reverse();
  const first = items[0]?.id ?? null;
  const last = items.at(-1)?.id ?? null;
  if (!after && before) return { items, next: last, previous: more ? first : null };
  return { items, next: more ? last : null, previous: after ? first : null };
}
