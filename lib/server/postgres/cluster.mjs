import { createHash } from "node:crypto";
import { closeSync, openSync, realpathSync } from "node:fs";
import path from "node:path";

/** @typedef {import("./unprivileged-user.mjs").User} User */

/**
 * Where one cluster keeps its files: all of it below `<dataDir>/postgres`.
 *
 * @param {string} dataDir
 */
export function clusterFiles(dataDir) {
  const home = path.join(path.resolve(dataDir), "postgres");
  return {
    home,
    data: path.join(home, "data"),
    pidFile: path.join(home, "data", "postmaster.pid"),
    password: path.join(home, "superuser-password"),
    port: path.join(home, "port"),
    log: path.join(home, "server.log"),
  };
}

/**
 * A name of the cluster that its processes carry in their command lines, by which they are told from others.
 *
 * @param {string} home the cluster's folder, which must exist
 */
export function clusterNameOf(home) {
  return `portal-${createHash("sha256").update(realpathSync(home)).digest("hex").slice(0, 12)}`;
}

/**
 * How to run a server program on a cluster's folder. The unprivileged user that root hands it to may have no way
 * down to that folder (a checkout under a private home). On Linux the folder is therefore handed over open, as file
 * descriptor 3, and named by `/proc/self/fd/3`, which asks nothing of the folders above it; every process of the
 * server inherits it.
 *
 * @template T
 * @param {string} home the cluster's folder
 * @param {User | null} user
 * @param {(run: { folder: string, options: { uid?: number, gid?: number, cwd: string, env: NodeJS.ProcessEnv }, inherited: number[] }) => T} use
 * @returns {T}
 */
export function withCluster(home, user, use) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, LC_ALL: "C", LANG: "C" };
  // Settings for clients would be taken for the server's own.
  for (const name of Object.keys(env))
    if (/^PG[A-Z]/.test(name)) delete env[/** @type {keyof NodeJS.ProcessEnv} */ (name)];
  if (!user) return use({ folder: home, options: { cwd: path.parse(home).root, env }, inherited: [] });
  const options = { uid: user.uid, gid: user.gid, cwd: "/", env };
  if (process.platform !== "linux") return use({ folder: home, options, inherited: [] });
  const handle = openSync(home, "r");
  try {
    return use({ folder: "/proc/self/fd/3", options, inherited: [handle] });
  } finally {
    closeSync(handle);
  }
}
