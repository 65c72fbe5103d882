import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { freePort, isFree } from "../ports.mjs";
import { StartupError } from "../startup-error.mjs";
import { waitFor } from "../wait.mjs";
import { locateBinaries } from "./binaries.mjs";
import { clusterFiles, clusterNameOf, withCluster } from "./cluster.mjs";
import { initialiseCluster } from "./initialise.mjs";
import { commandOf, isOfCluster, processesOf } from "./processes.mjs";
import { stopPostmaster } from "./stop.mjs";
import { unprivilegedUser } from "./unprivileged-user.mjs";

/** @typedef {import("./unprivileged-user.mjs").User} User */
/** @typedef {{ superuserUrl: string, port: number, pid: number, reused: boolean, stop(): Promise<void> }} RunningPostgres */

const READY_WITHIN = 60_000;
const LOG_LIMIT = 10 * 1024 * 1024;

/**
 * Starts the embedded Postgres of a data folder, or finds the one that already runs there. It listens on 127.0.0.1,
 * asks for a password, and is detached: Ctrl-C in a terminal reaches this process and not the server, which stops
 * when `stop()` is called, after everything that uses it. Durability settings stay as Postgres ships them.
 *
 * @param {{ dataDir: string }} options where state lives; the cluster is below `<dataDir>/postgres`
 * @returns {Promise<RunningPostgres>}
 * @throws {StartupError} when it cannot start, with the last line of its log
 */
export async function startPostgres({ dataDir }) {
  const files = clusterFiles(dataDir);
  const user = unprivilegedUser(files.data);
  const native = locateBinaries(user);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  initialiseCluster({ dataDir, native, user });

  const name = clusterNameOf(files.home);
  const password = readFileSync(files.password, "utf8").trim();
  /** @param {{ pid: number, port: number }} server @param {boolean} reused */
  const running = ({ pid, port }, reused) => ({
    superuserUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    reused,
    stop: () => stopPostmaster(pid, name),
  });

  const live = await findLive(files.pidFile, name);
  if (live) return running(live, true);
  await clearStale(files.pidFile, name);

  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(files.port);
    const pid = spawnServer({ files, native, user, name, port });
    const ready = await waitFor(() => readyOrGone(files.pidFile, name, pid), READY_WITHIN);
    if (ready && ready !== "gone") {
      writeFileSync(files.port, `${ready.port}\n`);
      return running(ready, ready.pid !== pid);
    }
    // Lost a race: for the port (try another), or for the folder (another start's server is coming up).
    const other = await findLive(files.pidFile, name);
    if (other) return running(other, true);
    if (attempt === 3 || ready === null)
      throw new StartupError(`The embedded Postgres did not start: ${lastLine(files.log)}`);
  }
}

/**
 * Stops whatever server still runs on a data folder that is about to be thrown away.
 *
 * @param {{ dataDir: string }} options
 */
export async function stopLeftOver({ dataDir }) {
  const files = clusterFiles(dataDir);
  if (!existsSync(files.home)) return;
  const name = clusterNameOf(files.home);
  const live = await findLive(files.pidFile, name);
  if (live) await stopPostmaster(live.pid, name);
}

/** @param {string} pidFile @returns {{ pid: number, port: number, status: string } | null} */
function readPidFile(pidFile) {
  if (!existsSync(pidFile)) return null;
  // Line 1 is the process, line 4 the port, line 8 how far the start has come.
  const lines = readFileSync(pidFile, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? "" };
}

/** The server of this cluster, once it accepts connections. @param {string} pidFile @param {string} name */
async function findLive(pidFile, name) {
  const isLive = () => {
    const found = readPidFile(pidFile);
    return found && isOfCluster(commandOf(found.pid), name) ? found : null;
  };
  if (!isLive()) return null;
  const settled = await waitFor(() => {
    const found = isLive();
    if (!found) return "gone";
    return found.status === "ready" ? found : null;
  }, READY_WITHIN);
  return settled === "gone" ? null : settled;
}

/**
 * Removes a pid file that would keep Postgres from starting although its server is gone. Postgres sees by itself
 * that a process is dead; it cannot see that the number now belongs to something else, or to a zombie. Removing it
 * also removes Postgres' own guard against a second server on the same files, hence the wait for every process that
 * a killed postmaster may have left.
 *
 * @param {string} pidFile
 * @param {string} name
 */
async function clearStale(pidFile, name) {
  const gone = await waitFor(() => (processesOf(name).length === 0 ? true : null), 20_000);
  if (!gone) {
    const pids = processesOf(name).join(", ");
    throw new StartupError(
      `An earlier embedded Postgres of this data folder still runs (process ${pids}). End it first.`,
    );
  }
  rmSync(pidFile, { force: true });
}

/** The port of the last start where it is free, so that connection strings stay valid. @param {string} portFile */
async function choosePort(portFile) {
  const last = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0;
  return last > 0 && (await isFree(last, "127.0.0.1")) ? last : freePort("127.0.0.1");
}

/**
 * @param {{ files: ReturnType<typeof clusterFiles>, native: string, user: User | null, name: string, port: number }} server
 * @returns {number} the process id
 */
function spawnServer({ files, native, user, name, port }) {
  if (existsSync(files.log) && statSync(files.log).size > LOG_LIMIT) truncateSync(files.log);
  const log = openSync(files.log, "a", 0o600);
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    `cluster_name=${name}`,
    "log_line_prefix=%m [%p] ",
  ].flatMap((setting) => ["-c", setting]);
  try {
    const child = withCluster(files.home, user, ({ folder, options, inherited }) =>
      spawn(path.join(native, "bin", "postgres"), ["-D", `${folder}/data`, ...settings, "-p", String(port)], {
        ...options,
        stdio: ["ignore", log, log, ...inherited],
        detached: true,
      }),
    );
    child.on("error", () => {});
    child.unref();
    if (child.pid === undefined) throw new StartupError("The embedded Postgres could not be run.");
    return child.pid;
  } finally {
    closeSync(log);
  }
}

/**
 * @param {string} pidFile
 * @param {string} name
 * @param {number} pid
 * @returns {{ pid: number, port: number } | "gone" | null}
 */
function readyOrGone(pidFile, name, pid) {
  const found = readPidFile(pidFile);
  if (found?.status === "ready" && isOfCluster(commandOf(found.pid), name)) return found;
  return commandOf(pid) === null ? "gone" : null;
}

/** @param {string} log */
function lastLine(log) {
  return readFileSync(log, "utf8").trim().split("\n").pop() ?? "nothing was logged";
}
