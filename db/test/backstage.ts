import postgres from "postgres";
import type { Id } from "@/lib/kernel/ids";
import type { Role } from "@/lib/runtime";
import type { TestPerson, World } from "./world";

/** What happens around a request while it is under way, done by a superuser behind the application's back. */
export type Backstage = {
  readonly sql: postgres.Sql;
  /** Lets the time of pending operations run out: nothing that the application may do changes when an operation expires. */
  expire(...operations: Id<"operation">[]): Promise<void>;
  /** Moves what a distributor made on a local day, and what it used of its limits, to another day on which it made nothing. */
  moveDay(distributor: Id<"distributor">, from: string, to: string): Promise<void>;
  suspend(table: "customers" | "merchants" | "distributors", id: string): Promise<void>;
  reinstate(table: "customers" | "merchants" | "distributors", id: string): Promise<void>;
  revokeSession(person: TestPerson): Promise<void>;
  setRoles(person: TestPerson, roles: readonly Role[]): Promise<void>;
  /** Holds the lock on a row until the returned function is called. */
  lock(table: "operations" | "ledger_accounts" | "withdrawal_requests", id: string): Promise<() => Promise<void>>;
  /** Resolves when this many of the application's backends stand behind a lock. */
  untilWaiting(backends: number): Promise<void>;
  close(): Promise<void>;
};

/** Opens the way behind a world's back. Close it before the world. */
export function goBackstage(world: World): Backstage {
  const sql = postgres(world.urls.superuserUrl, { max: 4, onnotice: () => undefined });
  const setStatus = async (table: string, id: string, status: string) => {
    const rows = await sql`update ${sql(table)} set status = ${status} where id = ${id} returning id`;
    if (rows.length !== 1) throw new Error(`no ${table} ${id}`);
  };
  return {
    sql,
    expire: (...operations) =>
      sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update operations set expires_at = now() - interval '1 second' where id in ${tx(operations)}`;
      }) as Promise<void>,
    moveDay: (distributor, from, to) =>
      sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`delete from limit_counters where distributor_id = ${distributor} and local_day = ${to} and used_minor = 0`;
        await tx`update limit_counters set local_day = ${to} where distributor_id = ${distributor} and local_day = ${from}`;
        await tx`update operations set local_day = ${to} where organisation_id = ${distributor} and local_day = ${from}`;
      }) as Promise<void>,
    suspend: (table, id) => setStatus(table, id, "suspended"),
    reinstate: (table, id) => setStatus(table, id, "active"),
    async revokeSession(person) {
      await sql`update sessions set revoked_at = now() where id = ${person.sessionId}`;
    },
    async setRoles(person, roles) {
      await sql`update memberships set roles = ${[...roles]}::text[] where person_id = ${person.id}`;
    },
    async lock(table, id) {
      const connection = await sql.reserve();
      await connection`begin`;
      await connection`select from ${sql(table)} where id = ${id} for update`;
      return async () => {
        await connection`commit`;
        connection.release();
      };
    },
    async untilWaiting(backends) {
      for (let waiting = -1; waiting < backends; ) {
        const rows = await sql<{ waiting: number }[]>`
          select count(*)::int as waiting from pg_stat_activity
           where datname = current_database() and usename = 'portal_app' and wait_event_type = 'Lock'`;
        waiting = rows[0]?.waiting ?? 0;
      }
    },
    close: () => sql.end({ timeout: 1 }),
  };
}
