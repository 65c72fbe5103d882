import { readFileSync } from "node:fs";

const ROLES = /** @type {const} */ (["portal_owner", "portal_app", "portal_worker", "portal_auditor"]);

/** @typedef {Record<typeof ROLES[number], string>} Passwords */
/** @typedef {{ databaseUrl: string, workerDatabaseUrl: string, ownerDatabaseUrl: string, auditorDatabaseUrl: string }} DatabaseUrls */

/**
 * Makes a cluster ready for the application: its roles with these passwords, and a database that belongs to the role
 * that migrates. Safe to repeat, and needed before each start, since it is also what makes the passwords true.
 *
 * @param {{ superuserUrl: string, rolesSqlPath: string, passwords: Passwords, database: string }} options
 * @returns {Promise<DatabaseUrls>}
 */
export async function prepareCluster({ superuserUrl, rolesSqlPath, passwords, database }) {
  const { default: postgres } = await import("postgres");
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    // Roles belong to the whole cluster: two starts at once would trip over each other's rows.
    await sql`select pg_advisory_lock(hashtext('portal roles'))`;
    await sql.unsafe(readFileSync(rolesSqlPath, "utf8")).simple();
    for (const role of ROLES) await sql.unsafe(`alter role ${role} login password '${passwords[role]}'`);
    const [present] = await sql`select from pg_database where datname = ${database}`;
    if (!present) await sql`create database ${sql(database)} owner portal_owner`;
  } finally {
    await sql.end();
  }
  return databaseUrls({ superuserUrl, passwords, database });
}

/**
 * How each role connects to one database of a cluster.
 *
 * @param {{ superuserUrl: string, passwords: Passwords, database: string }} options
 * @returns {DatabaseUrls}
 */
export function databaseUrls({ superuserUrl, passwords, database }) {
  /** @param {typeof ROLES[number]} role */
  const urlOf = (role) => {
    const url = new URL(superuserUrl);
    url.username = role;
    url.password = passwords[role];
    url.pathname = `/${database}`;
    return url.href;
  };
  return {
    databaseUrl: urlOf("portal_app"),
    workerDatabaseUrl: urlOf("portal_worker"),
    ownerDatabaseUrl: urlOf("portal_owner"),
    auditorDatabaseUrl: urlOf("portal_auditor"),
  };
}
