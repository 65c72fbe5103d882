import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { waitFor } from "./wait.mjs";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */
/** @typedef {{ cwd: string, env?: Record<string, string | undefined>, stdout?: "pipe" | "inherit" | number }} ChildOptions */

const followParent = new URL("./follow-parent.mjs", import.meta.url).href;
/** @type {Set<ChildProcess>} */
const running = new Set();

/**
 * Starts a Node program in a process group of its own: Ctrl-C in the terminal reaches this process, which decides
 * when its children end. A child also ends by itself when this process is killed. Trial mode is never inherited: given
 * by hand beside DATABASE_URL it would open a real database's trial page, so only `startEmbedded` turns it on.
 *
 * @param {string[]} args the program and its arguments
 * @param {ChildOptions} options
 * @returns {ChildProcess}
 */
export function spawnNode(args, { cwd, env = {}, stdout = "pipe" }) {
  const child = spawn(process.execPath, ["--import", followParent, ...args], {
    cwd,
    env: { ...process.env, PORTAL_EMBEDDED: undefined, ...env },
    stdio: ["ignore", stdout, stdout, "ipc"],
    detached: process.platform !== "win32",
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.on("error", () => running.delete(child));
  return child;
}

/**
 * Runs a Node program to its end.
 *
 * @param {string[]} args
 * @param {ChildOptions} options
 * @returns {Promise<{ code: number, output: string }>} the exit code (128 and more: by a signal) and what it wrote
 */
export function runNode(args, options) {
  return new Promise((resolve) => {
    const child = spawnNode(args, options);
    let output = "";
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code, signal) => resolve({ code: code ?? (signal ? 128 : 1), output }));
  });
}

/** Whether a child has ended. @param {ChildProcess} child */
export function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/**
 * Asks a child to end (SIGTERM), waits, then ends it and all it started.
 *
 * @param {ChildProcess} child
 * @param {number} patience milliseconds
 */
export async function endChild(child, patience) {
  if (!hasEnded(child)) child.kill("SIGTERM");
  const ended = await waitFor(() => (hasEnded(child) ? true : null), patience);
  killGroup(child);
  if (!ended) await waitFor(() => (hasEnded(child) ? true : null), 5_000);
}

/** Ends every child that is still running, without waiting: the last resort when this process leaves. */
export function killChildren() {
  for (const child of running) killGroup(child);
}

/** @param {ChildProcess} child */
function killGroup(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // Gone already, which is what was wanted.
  }
}

export const checkout = fileURLToPath(new URL("../..", import.meta.url));
