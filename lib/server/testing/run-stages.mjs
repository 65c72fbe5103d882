import { rmSync } from "node:fs";
import path from "node:path";
import { runProgram } from "../ending.mjs";
import { installDependencies } from "../install-dependencies.mjs";
import { tryLock } from "../lock-file.mjs";
import { stopLeftOver } from "../postgres/launch.mjs";
import { say } from "../report.mjs";
import { checkout } from "../run-child.mjs";
import { StartupError } from "../startup-error.mjs";
import { Tally } from "./tally.mjs";

/** @typedef {readonly [name: string, stage: (run: import("./stage.mjs").Run) => Promise<unknown>]} Stage */

/**
 * Runs stages of tests one after the other, from a bare machine. The last line says how many tests passed and failed; what could not run has
 * failed. Never returns: the exit code is 0 when all passed.
 *
 * @param {string} command as people type it
 * @param {string} name of its folder below `.cache`, for all that the stages keep
 * @param {readonly Stage[]} stages
 */
export function runStages(command, name, stages) {
  const work = async (/** @type {import("../ending.mjs").Ending} */ ending) => {
    const started = Date.now();
    const folder = path.join(checkout, ".cache", name);
    const lock = tryLock(`${folder}.lock`);
    if ("holder" in lock) throw new StartupError(`Another ${command} of this checkout runs (process ${lock.holder}).`);
    ending.add(lock.release);
    await installDependencies(checkout);
    for (const part of ["database", "portal"]) await stopLeftOver({ dataDir: path.join(folder, part) });
    rmSync(folder, { recursive: true, force: true });

    const tally = new Tally();
    const run = { root: checkout, folder, tally, ending };
    for (const [title, stage] of stages) {
      say(`\n=== ${title} (${minutes(started)} so far)`);
      // A stage that breaks is a failure of its own, and no reason to leave out the next.
      await stage(run).catch((error) => {
        say(error instanceof StartupError ? error.message : error.stack);
        tally.single(`${title}: ${error.message.split("\n")[0]}`, false);
      });
    }

    await ending.run();
    say(`\nTook ${minutes(started)}.`);
    for (const problem of tally.problems) say(`  failed: ${problem}`);
    say(`${tally.passed} passed, ${tally.failed} failed`);
    return tally.failed === 0 && tally.passed > 0 ? 0 : 1;
  };
  return runProgram(work, { whenStopped: 130 });
}

/** @param {number} since */
function minutes(since) {
  const seconds = Math.round((Date.now() - since) / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
