import { sql } from "drizzle-orm";
import type { Database } from "./client";
import { expectedFunctions, expectedMigrations } from "./migrate";

type Settings = { fsync: string; full_page_writes: string; synchronous_commit: string };

/** Settings without which an acknowledged transfer can be lost in a crash, as one line each; empty when all is well. */
export async function durabilityProblems(database: Database): Promise<string[]> {
  const [row] = (await database.execute(
    sql`select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
               current_setting('synchronous_commit') as synchronous_commit`,
  )) as unknown as Settings[];
  const safe = { fsync: ["on"], full_page_writes: ["on"], synchronous_commit: ["on", "remote_apply"] };
  return Object.entries(safe).flatMap(([name, values]) => {
    const value = row?.[name as keyof Settings] ?? "unknown";
    return values.includes(value) ? [] : [`${name} is ${value}, it must be on`];
  });
}

type Role = { name: string; superuser: boolean; bypasses: boolean; owns: boolean };

/** Why this connection's role must not serve: row-level security would not bind it (DESIGN §7). */
export async function roleProblems(database: Database): Promise<string[]> {
  const [role] = (await database.execute(
    sql`select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypasses,
               exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                          and pg_has_role(r.rolname, c.relowner, 'MEMBER')) as owns
          from pg_roles r where r.rolname = current_user`,
  )) as unknown as Role[];
  if (!role) return ["its role is not known"];
  if (role.superuser) return [`${role.name} is a superuser`];
  return [
    ...(role.bypasses ? [`${role.name} bypasses row-level security`] : []),
    ...(role.owns ? [`${role.name} owns the tables, or may become their owner`] : []),
  ];
}

// What this process was started with: a deployment may replace the files under it.
let expected: { readonly tables: number; readonly functions: string } | undefined;

/**
 * What is missing for this database to stand at this version. A newer database is no problem: while versions change, older processes go on
 * serving.
 */
export async function migrationProblems(database: Database): Promise<string[]> {
  const [schema] = (await database.execute(
    sql`select exists (select from pg_namespace where nspname = 'drizzle' and has_schema_privilege(oid, 'USAGE')) as there`,
  )) as unknown as { there: boolean }[];
  if (!schema?.there) return ["it is not migrated"];
  expected ??= { tables: expectedMigrations(), functions: expectedFunctions() };
  const [row] = (await database.execute(
    sql`select (select count(*)::int from drizzle.__drizzle_migrations) as tables,
               exists (select from drizzle.applied_functions where hash = ${expected.functions}) as functions`,
  )) as unknown as { tables: number; functions: boolean }[];
  const missing = expected.tables - (row?.tables ?? 0);
  return [
    ...(missing > 0 ? [`${missing} migrations are missing`] : []),
    ...(row?.functions ? [] : ["its functions are of another version"]),
  ];
}
