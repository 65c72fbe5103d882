import { rmSync } from "node:fs";
import path from "node:path";
import { runProgram } from "./ending.mjs";
import { installDependencies } from "./install-dependencies.mjs";
import { tryLock } from "./lock-file.mjs";
import { stopLeftOver } from "./postgres/launch.mjs";
import { say } from "./report.mjs";
import { checkout } from "./run-child.mjs";
import { StartupError } from "./startup-error.mjs";
import { runBuild } from "./testing/run-build.mjs";
import { runChecks } from "./testing/run-checks.mjs";
import { runDatabaseTests } from "./testing/run-database-tests.mjs";
import { runJourneys } from "./testing/run-journeys.mjs";
import { Tally } from "./testing/tally.mjs";

/**
 * `npm test`: everything, from a bare machine. Installs, then runs the checks, the tests on a real Postgres, a
 * production build, and HTTP tests and browser journeys against the built application. The last line says how many
 * passed and failed; what could not run has failed.
 */
export function runTests() {
  const work = async (/** @type {import("./ending.mjs").Ending} */ ending) => {
    const started = Date.now();
    const folder = path.join(checkout, ".cache/test-run");
    const lock = tryLock(path.join(checkout, ".cache/test-run.lock"));
    if ("holder" in lock) throw new StartupError(`Another npm test of this checkout runs (process ${lock.holder}).`);
    ending.add(lock.release);
    await installDependencies(checkout);
    for (const part of ["database", "portal"]) await stopLeftOver({ dataDir: path.join(folder, part) });
    rmSync(folder, { recursive: true, force: true });

    const tally = new Tally();
    const run = { root: checkout, folder, tally, ending };
    for (const [name, stage] of /** @type {const} */ ([
      ["Checks", runChecks],
      ["Database tests", runDatabaseTests],
      ["Production build", runBuild],
      ["HTTP tests and browser journeys", runJourneys],
    ])) {
      say(`\n=== ${name} (${minutes(started)} so far)`);
      // A stage that breaks is a failure of its own, and no reason to leave out the next.
      await stage(run).catch((error) => {
        say(error instanceof StartupError ? error.message : error.stack);
        tally.single(`${name}: ${error.message.split("\n")[0]}`, false);
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
