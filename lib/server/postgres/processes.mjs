import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * What a process was started as, or null when no such process lives. A zombie does not live: it holds no file.
 *
 * @param {number} pid
 * @returns {string | null} its command line; empty where the system does not tell
 */
export function commandOf(pid) {
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      if (stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z")) return null;
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return null;
    }
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH") return null;
  }
  if (process.platform === "win32") return "";
  return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim() || null;
}

/**
 * Processes whose command line names this cluster. Postgres writes the cluster's name into the title of each of its
 * processes, so this also finds the ones that outlive a postmaster that was killed.
 *
 * @param {string} clusterName
 * @returns {number[]} process ids; empty where the system does not tell
 */
export function processesOf(clusterName) {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => pid !== process.pid && isOfCluster(commandOf(pid), clusterName));
}

/** @param {string | null} command @param {string} clusterName */
export function isOfCluster(command, clusterName) {
  if (command === null) return false;
  return command.includes(`cluster_name=${clusterName} `) || command.startsWith(`postgres: ${clusterName}:`);
}
