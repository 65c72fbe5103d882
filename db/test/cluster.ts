import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { databaseUrls, prepareCluster } from "@/lib/server/postgres/prepare-cluster.mjs";

const TEMPLATES_KEPT = 4;
const root = path.resolve(process.cwd(), "db");

/** Passwords that every process of a test run can work out from the superuser's address: nothing to hand around. */
export function testPasswords(superuserUrl: string) {
  const of = (role: string) =>
    createHash("sha256")
      .update(`${new URL(superuserUrl).password} ${role}`)
      .digest("base64url");
  return {
    portal_owner: of("portal_owner"),
    portal_app: of("portal_app"),
    portal_worker: of("portal_worker"),
    portal_auditor: of("portal_auditor"),
  };
}

/**
 * Makes the migrated template that each test file's database is cloned from, unless one of the same migrations and
 * functions stands already. Returns its name.
 */
export async function prepareTemplate(superuserUrl: string): Promise<string> {
  const template = `template_${sourcesHash()}`;
  const passwords = testPasswords(superuserUrl);
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('portal test template'))`;
    await dropLeftOvers(sql, template);
    const [present] = await sql`select from pg_database where datname = ${template}`;
    if (present) return template;
    const making = `making_${sourcesHash()}`;
    await sql`drop database if exists ${sql(making)} with (force)`;
    const rolesSqlPath = path.join(root, "roles.sql");
    const { ownerDatabaseUrl } = await prepareCluster({ superuserUrl, rolesSqlPath, passwords, database: making });
    const { migrateDatabase } = await import("@/db/migrate");
    await migrateDatabase(ownerDatabaseUrl, root);
    // Renamed when it is whole, so that a run that is killed here leaves no half-migrated template.
    await sql`alter database ${sql(making)} rename to ${sql(template)}`;
    return template;
  } finally {
    await sql.end();
  }
}

/** How each role, and the superuser, connects to one test database. */
export function testUrls(superuserUrl: string, database: string) {
  const urls = databaseUrls({ superuserUrl, passwords: testPasswords(superuserUrl), database });
  const superuser = new URL(superuserUrl);
  superuser.pathname = `/${database}`;
  return {
    ownerUrl: urls.ownerDatabaseUrl,
    appUrl: urls.databaseUrl,
    workerUrl: urls.workerDatabaseUrl,
    auditorUrl: urls.auditorDatabaseUrl,
    superuserUrl: superuser.href,
  };
}

/** A template is as good as what it was made of. */
function sourcesHash(): string {
  const hash = createHash("sha256");
  const files = ["migrations", "functions"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  );
  for (const file of [...files, "roles.sql", "migrate.ts"].sort()) {
    if (!/\.(sql|json|ts)$/.test(file)) continue;
    hash.update(`${file}\0${readFileSync(path.join(root, file), "utf8")}\0`);
  }
  return hash.digest("hex").slice(0, 12);
}

/** Databases of runs that were killed, and templates of migrations that are gone. Newer ones have larger oids. */
async function dropLeftOvers(sql: postgres.Sql, template: string): Promise<void> {
  const rows = await sql<{ datname: string }[]>`
    select datname from pg_database where datname ~ '^(test|template)_' order by oid desc`;
  const templates = rows.map((row) => row.datname).filter((name) => /^template_[0-9a-f]{12}$/.test(name));
  const old = templates.filter((name) => name !== template).slice(TEMPLATES_KEPT);
  const orphans = rows.map((row) => row.datname).filter((name) => isOrphan(name));
  for (const name of [...old, ...orphans]) await sql`drop database if exists ${sql(name)} with (force)`;
}

/** Test databases carry the process id of the run that made them. */
function isOrphan(name: string): boolean {
  const pid = /^test_(\d+)_/.exec(name)?.[1];
  if (!pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch {
    return true;
  }
}
