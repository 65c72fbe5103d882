import type postgres from "postgres";

/** Statements that put back what was taken away: of each table, and after those of all tables. */
export type TakenAway = { readonly byTable: readonly (readonly string[])[]; readonly last: readonly string[] };

type Found = { table: string; kind: "f" | "p" | "u" | "i"; name: string; definition: string };

/** Drops every index and every key of some tables: filling them and making the indexes afterwards is many times quicker. */
export async function takeIndexesAway(sql: postgres.Sql, tables: readonly string[]): Promise<TakenAway> {
  const found = await sql<Found[]>`
    select c.conrelid::regclass::text as table, c.contype as kind, quote_ident(c.conname) as name,
           pg_get_constraintdef(c.oid) as definition
      from pg_constraint c
     where c.contype in ('f', 'p', 'u')
       and (c.conrelid = any(${[...tables]}::regclass[]) or c.confrelid = any(${[...tables]}::regclass[]))
    union all
    select i.indrelid::regclass::text, 'i', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
      from pg_index i
     where i.indrelid = any(${[...tables]}::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
     order by 1, 3`;
  // What refers to a key goes before the key.
  const dropped = [...found].sort((a, b) => Number(b.kind === "f") - Number(a.kind === "f"));
  for (const { table, kind, name } of dropped) {
    await sql.unsafe(kind === "i" ? `drop index ${name}` : `alter table ${table} drop constraint ${name}`);
  }
  const putBack = ({ table, kind, name, definition }: Found) =>
    kind === "i" ? definition : `alter table ${table} add constraint ${name} ${definition}`;
  return {
    byTable: tables.map((table) => found.filter((one) => one.table === table && one.kind !== "f").map(putBack)),
    last: found.filter(({ kind }) => kind === "f").map(putBack),
  };
}
