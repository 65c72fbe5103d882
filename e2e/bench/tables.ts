import postgres from "postgres";

/** Rows that the bare baselines work on. */
export const BARE_ROWS = 1_000;

/** The baselines' own tables, in a schema of their own; the free room on a page is that of the ledger's busy rows. */
export async function createBareTables(superuserUrl: string): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(`
      create schema bare;
      create table bare.updated (id int primary key, value bigint not null) with (fillfactor = 40);
      create table bare.inserted (id uuid primary key, phone text not null, amount bigint not null, at timestamptz not null default now());
      create index inserted_phone on bare.inserted (phone, at);
      create table bare.selected (id int primary key, value bigint not null);
      insert into bare.updated select n, 0 from generate_series(1, ${BARE_ROWS}) n;
      insert into bare.selected select n, n from generate_series(1, ${BARE_ROWS}) n;
      grant usage on schema bare to portal_app;
      grant select, insert, update on all tables in schema bare to portal_app;
      analyze bare.updated; analyze bare.selected;`);
  } finally {
    await sql.end();
  }
}
