import { parseArgs } from "node:util";
import { StartupError } from "../../lib/server/startup-error.mjs";

/**
 * What the caller of `npm run bench` may choose. `only`: measurements to take, null for all; `seconds`: how long one run of one
 * measurement counts; `history`: how many operations to fill the tables with, null to leave the cost of history out; `json`: where the
 * rows are written.
 *
 * @typedef {{ only: readonly string[] | null, seconds: number, runs: number, seed: number, history: number | null, json: string }} Options
 */

const HISTORY = 10_000_000;

/**
 * Reads the command line: `--only a,b`, `--seconds N`, `--runs N`, `--seed N`, `--history[=N]`, `--json path`.
 *
 * @param {readonly string[]} args
 * @returns {Options}
 * @throws {StartupError} one line that says what is wrong
 */
export function readOptions(args) {
  // parseArgs knows no option whose value may be left out.
  const given = args.map((argument) => (argument === "--history" ? `--history=${HISTORY}` : argument));
  const text = /** @type {const} */ ({ type: "string" });
  try {
    const { values } = parseArgs({
      args: given,
      options: { only: text, seconds: text, runs: text, seed: text, history: text, json: text },
    });
    return {
      only: values.only?.split(",").map((name) => name.trim()) ?? null,
      seconds: wholeNumber("seconds", values.seconds ?? "5"),
      runs: wholeNumber("runs", values.runs ?? "3"),
      seed: wholeNumber("seed", values.seed ?? String(1 + Math.floor(Math.random() * 1_000_000))),
      history: values.history === undefined ? null : wholeNumber("history", values.history),
      json: values.json ?? "bench.json",
    };
  } catch (error) {
    throw new StartupError(/** @type {Error} */ (error).message);
  }
}

/** @param {string} name @param {string} text */
function wholeNumber(name, text) {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1`);
  return value;
}
