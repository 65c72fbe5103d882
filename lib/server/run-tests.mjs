import { runBuild } from "./testing/run-build.mjs";
import { runChecks } from "./testing/run-checks.mjs";
import { runDatabaseTests } from "./testing/run-database-tests.mjs";
import { runJourneys } from "./testing/run-journeys.mjs";
import { runStages } from "./testing/run-stages.mjs";

/**
 * `npm test`: everything, from a bare machine. Installs, then runs the checks, the tests on a real Postgres, a
 * production build, and HTTP tests and browser journeys against the built application.
 */
export function runTests() {
  return runStages("npm test", "test-run", [
    ["Checks", runChecks],
    ["Database tests", runDatabaseTests],
    ["Production build", runBuild],
    ["HTTP tests and browser journeys", runJourneys],
  ]);
}
