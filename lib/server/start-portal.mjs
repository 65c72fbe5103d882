import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildPages } from "./build-pages.mjs";
import { bundled, bundleHash, bundleServer } from "./bundle.mjs";
import { lockDataFolder, openDataFolder } from "./data-folder.mjs";
import { startEmbedded } from "./embedded.mjs";
import { runProgram } from "./ending.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { checkPort, readPort } from "./listen-addresses.mjs";
import { ownDatabase } from "./own-database.mjs";
import { say, step } from "./report.mjs";
import { checkout, endChild, hasEnded, runNode, spawnNode } from "./run-child.mjs";
import { StartupError } from "./startup-error.mjs";
import { waitFor } from "./wait.mjs";
import { welcome } from "./welcome.mjs";

const READY_WITHIN = 120_000;
/** How long the application may take to finish what is in flight. */
const DRAIN = 30_000;

/**
 * `npm start`: from a bare checkout to a served portal; a later start skips what is done. Stays until Ctrl-C, SIGTERM
 * or the end of the application, then ends the application first and Postgres last.
 *
 * @param {{ development: boolean }} options development: pages are built as they are asked for, and again on change
 */
export function startPortal({ development }) {
  const work = async (/** @type {import("./ending.mjs").Ending} */ ending) => {
    const started = Date.now();
    const root = checkout;
    const dataDir = path.resolve(root, process.env.DATA_DIR || ".data");
    const host = process.env.HOST || undefined;
    const port = readPort(process.env.PORT);
    const embedded = !process.env.DATABASE_URL;

    await checkPort({ port, host });
    if (embedded) {
      openDataFolder(dataDir);
      ending.add(lockDataFolder(dataDir));
    }
    say(`Starting the portal on Node ${process.versions.node}${embedded ? `, state in ${dataDir}` : ""}`);
    await installDependencies(root);
    await bundleServer(root);

    /** @type {Record<string, string>} */
    const env = {
      NODE_ENV: development ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(port),
    };
    if (embedded) {
      const database = await step("Starting Postgres", () => startEmbedded({ root, dataDir }));
      ending.add(database.stop);
      Object.assign(env, database.env);
    } else {
      await ownDatabase(root);
    }
    if (embedded) await prepareTrial(root, dataDir, env);
    else if (process.env.OWNER_DATABASE_URL) await runEntry("Migrating the database", "migrate", env);
    if (!development) await buildPages(root);

    const log = embedded && !development ? path.join(dataDir, "server.log") : null;
    const app = await step("Starting the application", () => startApplication({ env, port, host, log }));
    ending.add(() => endChild(app, DRAIN));
    const address = `http://${host && host !== "0.0.0.0" && host !== "::" ? host : "localhost"}:${port}`;
    if (embedded) welcome({ address, dataDir, log, seconds: ((Date.now() - started) / 1000).toFixed(1) });
    else say(`Ready: ${process.env.PUBLIC_URL ?? address}`);
    void ending.asked.then(() => say("Stopping: finishing what is in flight ..."));

    await new Promise((resolve) => app.once("exit", resolve));
    throw new StartupError(`The application has ended by itself (${app.exitCode ?? app.signalCode}).${tail(log)}`);
  };
  return runProgram(work, { whenStopped: 0 });
}

/**
 * Migrates and seeds the embedded database, unless this very version of the server has done so at this address.
 *
 * @param {string} root
 * @param {string} dataDir
 * @param {Record<string, string>} env
 */
async function prepareTrial(root, dataDir, env) {
  const stamp = path.join(dataDir, "prepared");
  const state = `${bundleHash(root)} ${new URL(env.DATABASE_URL ?? "").host}`;
  const trial = path.join(dataDir, "trial.json");
  if (existsSync(trial) && existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;
  await runEntry("Migrating the database", "migrate", env);
  await runEntry("Trial data", "seed-trial", env);
  writeFileSync(stamp, state);
}

/**
 * Runs one of the bundled programs to its end.
 *
 * @param {string} label
 * @param {import("./bundle.mjs").Entry} entry
 * @param {Record<string, string>} env
 */
async function runEntry(label, entry, env) {
  await step(label, async () => {
    const { code, output } = await runNode([bundled(checkout, entry)], { cwd: checkout, env });
    if (code !== 0)
      throw new StartupError(`${label} failed (${code}):\n${output.trim().split("\n").slice(-15).join("\n")}`);
  });
}

/**
 * @param {{ env: Record<string, string>, port: number, host: string | undefined, log: string | null }} options
 */
async function startApplication({ env, port, host, log }) {
  const output = log ? openSync(log, "w", 0o600) : "inherit";
  const app = spawnNode([bundled(checkout, "main")], { cwd: checkout, env, stdout: output });
  if (typeof output === "number") closeSync(output);
  const at = host && host !== "0.0.0.0" && host !== "::" ? host : "127.0.0.1";
  const url = `http://${at.includes(":") ? `[${at}]` : at}:${port}/api/health/ready`;
  const outcome = await waitFor(async () => {
    if (hasEnded(app)) return "ended";
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    return answer?.ok ? "ready" : null;
  }, READY_WITHIN);
  if (outcome === "ready") return app;
  await endChild(app, 1_000);
  throw new StartupError(`The application did not become ready.${tail(log)}`);
}

/** @param {string | null} log */
function tail(log) {
  return log ? `\n${readFileSync(log, "utf8").trim().split("\n").slice(-10).join("\n")}` : "";
}
