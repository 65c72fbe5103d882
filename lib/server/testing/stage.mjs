import { readFileSync } from "node:fs";
import path from "node:path";
import { endChild, hasEnded, spawnNode } from "../run-child.mjs";
import { waitFor } from "../wait.mjs";

/** @typedef {{ root: string, folder: string, tally: import("./tally.mjs").Tally, ending: import("../ending.mjs").Ending }} Run */

/** A developer's own settings must not reach the tests: they would run against the wrong database. */
const CLEAN = Object.fromEntries(
  [
    ...[
      "DATABASE_URL",
      "OWNER_DATABASE_URL",
      "WORKER_DATABASE_URL",
      "AUDITOR_DATABASE_URL",
      "TEST_SUPERUSER_URL",
      "POOL_SIZE",
      "PORTAL_EMBEDDED",
    ],
    ...[
      "CHAIN_HEADS_DIR",
      "DATA_DIR",
      "ENCRYPTION_KEY",
      "HOST",
      "LOG_LEVEL",
      "NEXTAUTH_SECRET",
      "NEXTAUTH_URL",
      "NODE_ENV",
      "PORT",
      "PUBLIC_URL",
    ],
    ...["SMS_HTTP_BODY", "SMS_HTTP_HEADERS", "SMS_HTTP_URL", "TRUSTED_PROXY_HOPS"],
    ...["API_REQUESTS", "API_SEED", "MODEL_SEED", "MODEL_SEEDS", "MODEL_STEPS", "TAMPER_SEED"],
  ].map((name) => [name, undefined]),
);

/**
 * Settings for a child of the test run: nothing of the caller's, and then these.
 *
 * @param {Record<string, string | undefined>} env
 */
export function cleanEnv(env = {}) {
  return { ...CLEAN, NEXT_TELEMETRY_DISABLED: "1", ...env };
}

/**
 * Runs a tool of node_modules to its end, its output going where ours goes.
 *
 * @param {Run} run
 * @param {{ tool: string, bin?: string, args: string[], env?: Record<string, string | undefined>, within: number }} options
 *   within: milliseconds after which it is ended and has failed
 * @returns {Promise<number>} its exit code
 */
export async function runTool({ root }, { tool, bin = tool, args, env = {}, within }) {
  const home = path.join(root, "node_modules", tool);
  const declared = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")).bin;
  const program = path.join(home, typeof declared === "string" ? declared : declared[bin]);
  const child = spawnNode([program, ...args], { cwd: root, env: cleanEnv(env), stdout: "inherit" });
  const ended = await waitFor(() => (hasEnded(child) ? true : null), within);
  if (!ended) {
    await endChild(child, 5_000);
    return 124;
  }
  return child.exitCode ?? 1;
}
