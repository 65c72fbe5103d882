import type postgres from "postgres";

/** Only while tables are filled, on a database that is thrown away: nothing is measured and nobody is answered meanwhile. */
const HURRIED = {
  fsync: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_wal_size: "8GB",
  checkpoint_timeout: "1h",
} as const;

const WITHIN = 10_000;

/** Does some work on a server that is not durable; it is as Postgres ships again when this returns, and all is on the disk. */
export async function inAHurry(sql: postgres.Sql, work: () => Promise<void>): Promise<void> {
  for (const [name, value] of Object.entries(HURRIED)) await sql.unsafe(`alter system set ${name} = '${value}'`);
  await reload(sql, "off");
  try {
    await work();
  } finally {
    await sql.unsafe("alter system reset all");
    await reload(sql, "on");
    await sql.unsafe("checkpoint");
  }
}

/** The server reads its settings some time after it was asked to. */
async function reload(sql: postgres.Sql, fsync: "on" | "off"): Promise<void> {
  await sql`select pg_reload_conf()`;
  const end = performance.now() + WITHIN;
  for (;;) {
    const [row] = await sql<{ fsync: string }[]>`select current_setting('fsync') as fsync`;
    if (row?.fsync === fsync) return;
    if (performance.now() > end) throw new Error(`the server did not turn fsync ${fsync}`);
  }
}
