import { existsSync, readFileSync, statSync } from "node:fs";
import { StartupError } from "../startup-error.mjs";

/** @typedef {{ name: string, uid: number, gid: number }} User */

/**
 * Who runs the server. Postgres refuses root, so root hands it to the owner of the cluster's files, and at the first
 * start to `postgres`, else to `nobody`: the user needs an entry in /etc/passwd, since the server looks itself up.
 *
 * @param {string} dataFolder the cluster's data, which need not exist yet
 * @returns {User | null} null when this process is not root and runs the server itself
 */
export function unprivilegedUser(dataFolder) {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((user) => user.uid > 0 && user.gid > 0);
  if (existsSync(dataFolder)) {
    const { uid } = statSync(dataFolder);
    const owner = users.find((user) => user.uid === uid);
    if (owner) return owner;
    throw new StartupError(
      `${dataFolder} belongs to user ${uid}, which has no entry in /etc/passwd to run Postgres as.`,
    );
  }
  for (const name of ["postgres", "nobody"]) {
    const user = users.find((candidate) => candidate.name === name);
    if (user) return user;
  }
  throw new StartupError("Postgres does not run as root, and there is no user postgres or nobody to run it as.");
}
