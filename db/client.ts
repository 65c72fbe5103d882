import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { type Answers, beginnings } from "./beginning";
import type { Closing } from "./closing";
import { endWithConnection } from "./lost-connections";
import * as tables from "./schema";
import * as ledger from "./schema/ledger";
import { FIRST_MESSAGE, ownSockets } from "./sockets";

const schema = { ...tables, ...ledger };

/** A pool with the schema's names. Only lib/runtime opens units of work on it. */
export type Database = PostgresJsDatabase<typeof schema> & {
  $client: postgres.Sql;
  /** A transaction whose first statements, a text without parameters, go out with its BEGIN; the work gets their answers. */
  begin<T>(statements: string, work: (tx: Tx, answers: Answers) => Promise<T | Closing<T>>): Promise<T>;
};

/** The handle on the database inside a unit of work. */
export type Tx = Parameters<Parameters<PostgresJsDatabase<typeof schema>["transaction"]>[0]>[0];

/** How a pool is opened; `synchronousCommit: false` is for counters that may lose a second in a crash, never for money. */
export type PoolOptions = { readonly max: number; readonly name: string; readonly synchronousCommit?: false };

/**
 * Opens a pool. Connections are made on demand and renewed by themselves after a loss.
 * @param url postgres://…, as one of the application's roles
 */
export function openDatabase(url: string, options: PoolOptions): Database {
  const client = postgres(url, {
    ...ownSockets(),
    max: options.max,
    connect_timeout: 1.5,
    // The driver's own pauses grow to 20 seconds, in which every query waits; a database that is away must be an answer, not a silence.
    backoff: () => 0.25,
    idle_timeout: 60,
    max_lifetime: 60 * 30,
    onnotice: () => undefined,
    connection: {
      // Postgres shows 63 bytes of it.
      application_name: options.name.padEnd(FIRST_MESSAGE),
      ...(options.synchronousCommit === false ? { synchronous_commit: "off" } : {}),
    },
  });
  endWithConnection(client);
  const beginWith = beginnings(client);
  const database = drizzle(preparing(client), { schema, casing: "snake_case" });
  const begin = <T>(statements: string, work: (tx: Tx, answers: Answers) => Promise<T | Closing<T>>): Promise<T> => {
    const whole: { begun: Promise<unknown>; answers: Promise<Answers> } = beginWith(statements, () =>
      database.transaction(async (tx) => work(tx, await whole.answers)),
    );
    // What ends with a `Closing` is answered with its value.
    return whole.begun as Promise<T>;
  };
  return Object.assign(database, { begin });
}

// Drizzle asks the driver not to prepare: each statement is then parsed, described and planned anew every time, in two round trips. Kept per
// connection it costs one, and no plan.
function preparing(client: postgres.Sql): postgres.Sql {
  prepare(client);
  const begin = client.begin.bind(client) as (work: (tx: postgres.TransactionSql) => unknown) => unknown;
  const withPrepared = (work: (tx: postgres.TransactionSql) => unknown) =>
    begin((tx) => {
      prepare(tx);
      return work(tx);
    });
  return Object.assign(client, { begin: withPrepared });
}

function prepare(sql: postgres.Sql | postgres.TransactionSql): void {
  const unsafe = sql.unsafe.bind(sql);
  const prepared: typeof sql.unsafe = (text, params, options) =>
    unsafe(text, params, params?.length ? { ...options, prepare: true } : options);
  Object.assign(sql, { unsafe: prepared });
}
