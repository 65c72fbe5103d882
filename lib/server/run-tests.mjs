import { runBuild } from "./testing/run-build.mjs";
import { runChecks } from "./testing/run-checks.mjs";
import { runDatabaseTests } from "./testing/run-database-tests.mjs";
import { runFaults } from "./testing/run-faults.mjs";
import { runJourneys } from "./testing/run-journeys.mjs";
import { runStages } from "./testing/run-stages.mjs";

/**
 * `npm test`: everything, from a bare machine. Installs, then runs the checks, the tests on a real Postgres, a
 * production build, a slice of the faults, and HTTP tests and browser journeys against the built application.
 */
export function runTests() {
  return runStages("npm test", "test-run", [
    ["Checks", runChecks],
    ["Database tests", runDatabaseTests],
    ["Production build", runBuild],
    ["Faults under load", runFaults],
    ["HTTP tests and browser journeys", runJourneys],
  ]);
}
