import { existsSync } from "node:fs";
import path from "node:path";
import { runNode } from "./run-child.mjs";

/**
 * Runs the npm that this program was called by, else the one beside this Node.
 *
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined> }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNpm(args, options) {
  const caller = process.env.npm_execpath;
  if (caller && /npm[^/\\]*\.c?js$/.test(caller)) return runNode([caller, ...args], options);
  const npm = path.join(
    path.dirname(process.execPath),
    process.platform === "win32" ? "" : "../lib",
    "node_modules/npm/bin/npm-cli.js",
  );
  if (existsSync(npm)) return runNode([npm, ...args], options);
  return Promise.resolve({ code: 127, output: "npm error npm was not found beside Node" });
}
