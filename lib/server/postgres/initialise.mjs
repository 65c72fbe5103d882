import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartupError } from "../startup-error.mjs";
import { clusterFiles, withCluster } from "./cluster.mjs";

/** @typedef {import("./unprivileged-user.mjs").User} User */

/**
 * Creates the cluster of a data folder unless it exists. It is made beside its place and moved there whole, so that
 * a start that was killed half-way, or two at once, leave either nothing or a complete cluster.
 *
 * @param {{ dataDir: string, native: string, user: User | null }} options
 */
export function initialiseCluster({ dataDir, native, user }) {
  const { home } = clusterFiles(dataDir);
  if (existsSync(path.join(home, "data", "PG_VERSION"))) return;
  const fresh = `${home}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(path.join(fresh, "data"), { recursive: true });
  chmodSync(path.join(fresh, "data"), 0o700);
  // Root keeps the folder; the server's user walks through it to the data, which is its own.
  chmodSync(fresh, user ? 0o711 : 0o700);

  const password = randomBytes(24).toString("base64url");
  const handedOver = path.join(fresh, "initial-password");
  writeFileSync(path.join(fresh, "superuser-password"), `${password}\n`, { mode: 0o600 });
  writeFileSync(handedOver, `${password}\n`, { mode: 0o600 });
  if (user) for (const file of [path.join(fresh, "data"), handedOver]) chownSync(file, user.uid, user.gid);
  try {
    runInitdb(fresh, native, user);
    rmSync(handedOver);
    moveIntoPlace(fresh, home);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** @param {string} home @param {string} native @param {User | null} user */
function runInitdb(home, native, user) {
  const { status, error, stderr } = withCluster(home, user, ({ folder, options, inherited }) =>
    spawnSync(
      path.join(native, "bin", "initdb"),
      [
        `--pgdata=${folder}/data`,
        "--username=postgres",
        `--pwfile=${folder}/initial-password`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
      ],
      { ...options, stdio: ["ignore", "ignore", "pipe", ...inherited], encoding: "utf8" },
    ),
  );
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split("\n").pop();
  throw new StartupError(`The embedded Postgres could not create its data folder: ${reason}`);
}

/** @param {string} fresh @param {string} home */
function moveIntoPlace(fresh, home) {
  try {
    renameSync(fresh, home);
  } catch (error) {
    // Another start was quicker, and its cluster is as good as this one.
    if (!existsSync(path.join(home, "data", "PG_VERSION"))) throw error;
  }
}
