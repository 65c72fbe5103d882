import { waitFor } from "../wait.mjs";
import { commandOf, isOfCluster } from "./processes.mjs";

/**
 * Stops a server the fast way: open transactions are rolled back, everything is written, clients are told. Only when
 * that hangs is it stopped at once, which costs a recovery at the next start and loses nothing that was committed.
 *
 * @param {number} pid
 * @param {string} clusterName
 */
export async function stopPostmaster(pid, clusterName) {
  for (const [signal, patience] of /** @type {const} */ ([
    ["SIGINT", 30_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ])) {
    if (!isOfCluster(commandOf(pid), clusterName)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitFor(() => (commandOf(pid) === null ? true : null), patience)) return;
  }
}
