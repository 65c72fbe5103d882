import { readFileSync } from "node:fs";
import path from "node:path";
import { startPostgres } from "../postgres/launch.mjs";
import { say } from "../report.mjs";
import { runTool } from "./stage.mjs";

const REQUESTS = 20_000;
const WITHIN = 40 * 60_000;

/**
 * Requests made from the OpenAPI document, right and wrong ones (db/test/api), and what they were answered.
 *
 * @param {import("./stage.mjs").Run} run
 */
export async function runApiRequests(run) {
  const server = await startPostgres({ dataDir: path.join(run.folder, "database") });
  run.ending.add(server.stop);
  const report = path.join(run.folder, "api-requests.json");
  const args = ["run", "--project", "db", "db/test/api/any-request.db.test.ts"];
  args.push("--reporter=verbose", "--reporter=json", `--outputFile.json=${report}`);
  const env = { TEST_SUPERUSER_URL: server.superuserUrl, API_REQUESTS: String(REQUESTS) };
  const code = await runTool(run, { tool: "vitest", args, env, within: WITHIN });
  run.tally.vitest("any request of the API", report, code);
  await server.stop();
  sayAnswers(report);
}

/** @param {string} file */
function sayAnswers(file) {
  /** @type {{ testResults: { assertionResults: { meta?: { answers?: Record<string, number> } }[] }[] }} */
  const report = JSON.parse(readFileSync(file, "utf8"));
  const metas = report.testResults.flatMap((result) => result.assertionResults.map(({ meta }) => meta?.answers ?? {}));
  const answers = metas.flatMap((counts) => Object.entries(counts)).sort(([one], [other]) => one.localeCompare(other));
  say(`\n  ${answers.reduce((sum, [, times]) => sum + times, 0)} requests:`);
  for (const [outcome, times] of answers) say(`  ${String(times).padStart(8)}  ${outcome}`);
}
