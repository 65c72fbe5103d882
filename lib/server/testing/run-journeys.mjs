import path from "node:path";
import { startEmbedded } from "../embedded.mjs";
import { pickBrowser } from "../pick-browser.mjs";
import { freePort } from "../ports.mjs";
import { say } from "../report.mjs";
import { endChild, hasEnded, spawnNode } from "../run-child.mjs";
import { StartupError } from "../startup-error.mjs";
import { waitFor } from "../wait.mjs";
import { cleanEnv, runTool } from "./stage.mjs";

/** @typedef {import("./stage.mjs").Run} Run */

const MINUTE = 60_000;

/**
 * HTTP tests and browser journeys against the built application, started as `npm start` does on fresh trial data;
 * then the HTTP tests once more where only Next runs.
 *
 * @param {Run} run
 */
export async function runJourneys(run) {
  const browser = await pickBrowser();
  if (!browser) run.tally.single("no browser: install Chrome or Chromium, or set BROWSER_PATH to one", false);
  const dataDir = path.join(run.folder, "portal");
  const address = await startServer(run, "npm start", ["lib/server/start.mjs"], { DATA_DIR: dataDir });
  const projects = browser ? [] : ["--project=api", "--project=conformance", "--project=isolation"];
  const env = { E2E_BASE_URL: address, E2E_DATA_DIR: dataDir, BROWSER_PATH: browser ?? undefined };
  await runPlaywright(run, "journeys", projects, env);

  const database = await startEmbedded({ root: run.root, dataDir });
  const next = ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1"];
  const plain = await startServer(run, "next start", next, { ...database.env, NODE_ENV: "production" });
  await runPlaywright(run, "api under next start", ["--project=api"], {
    ...env,
    E2E_BASE_URL: plain,
    E2E_SERVER: "next",
  });
}

/**
 * Starts a server on a free port and waits until it answers.
 *
 * @param {Run} run
 * @param {string} name
 * @param {string[]} program
 * @param {Record<string, string>} env
 * @returns {Promise<string>} its address
 */
async function startServer({ root, ending }, name, program, env) {
  const port = await freePort("127.0.0.1");
  const child = spawnNode(program, { cwd: root, env: cleanEnv({ ...env, PORT: String(port) }) });
  ending.add(() => endChild(child, 45_000));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const address = `http://127.0.0.1:${port}`;
  const state = await waitFor(async () => {
    if (hasEnded(child)) return "ended";
    const answer = await fetch(`${address}/api/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    return answer?.ok ? "ready" : null;
  }, 5 * MINUTE);
  if (state !== "ready") throw new StartupError(`${name} did not come up:\n${output.trim()}`);
  say(`  ${name} serves at ${address}`);
  return address;
}

/**
 * @param {Run} run
 * @param {string} name
 * @param {string[]} projects
 * @param {Record<string, string | undefined>} env
 */
async function runPlaywright(run, name, projects, env) {
  const report = path.join(run.folder, `${name.replaceAll(" ", "-")}.json`);
  const code = await runTool(run, {
    tool: "@playwright/test",
    bin: "playwright",
    args: ["test", "--reporter=list,json", ...projects],
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    within: 42 * 60_000,
  });
  run.tally.playwright(name, report, code);
}
