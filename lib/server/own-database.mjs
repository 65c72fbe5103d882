import { pathToFileURL } from "node:url";
import { bundled } from "./bundle.mjs";
import { StartupError } from "./startup-error.mjs";

/**
 * Where DATABASE_URL is set: every setting that is then demanded must be there, and the database must answer.
 *
 * @param {string} root the checkout, with its bundled server
 * @throws {StartupError} one line that names every missing setting, or the database that does not answer
 */
export async function ownDatabase(root) {
  const { env } = await import(pathToFileURL(bundled(root, "env")).href);
  let settings;
  try {
    settings = env();
  } catch (error) {
    throw new StartupError(/** @type {Error} */ (error).message);
  }
  await reach(settings.databaseUrl, "DATABASE_URL");
  if (settings.ownerDatabaseUrl) await reach(settings.ownerDatabaseUrl, "OWNER_DATABASE_URL");
}

/** @param {string} url @param {string} name */
export async function reach(url, name) {
  const { default: postgres } = await import("postgres");
  let where = name;
  try {
    const { host, username, pathname } = new URL(url);
    where = `${name} (${username} at ${host}${pathname})`;
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
    } finally {
      await sql.end({ timeout: 1 });
    }
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new StartupError(`The database of ${where} cannot be reached: ${message || code}.`);
  }
}
