import path from "node:path";
import { startPostgres } from "./postgres/launch.mjs";
import { prepareCluster } from "./postgres/prepare-cluster.mjs";
import { keptSecrets } from "./secrets.mjs";

/**
 * The embedded default: a Postgres of its own in the data folder, and every setting that a database of one's own
 * would demand, made once and kept there.
 *
 * @param {{ root: string, dataDir: string }} options
 * @returns {Promise<{ env: Record<string, string>, reused: boolean, stop(): Promise<void> }>} settings for the
 *   application's processes; `reused` when the server was running already
 */
export async function startEmbedded({ root, dataDir }) {
  const { superuserUrl, reused, stop } = await startPostgres({ dataDir });
  try {
    const secrets = keptSecrets(dataDir);
    const rolesSqlPath = path.join(root, "db/roles.sql");
    const urls = await prepareCluster({ superuserUrl, rolesSqlPath, passwords: secrets, database: "portal" });
    const env = {
      PORTAL_EMBEDDED: "1",
      DATA_DIR: dataDir,
      DATABASE_URL: urls.databaseUrl,
      OWNER_DATABASE_URL: urls.ownerDatabaseUrl,
      WORKER_DATABASE_URL: urls.workerDatabaseUrl,
      AUDITOR_DATABASE_URL: urls.auditorDatabaseUrl,
      NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
      ENCRYPTION_KEY: secrets.ENCRYPTION_KEY,
    };
    return { env, reused, stop };
  } catch (error) {
    if (!reused) await stop();
    throw error;
  }
}
