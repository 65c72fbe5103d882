import path from "node:path";
import { startPostgres } from "../postgres/launch.mjs";
import { runTool } from "./stage.mjs";

const MINUTE = 60_000;

/**
 * The tests on a real Postgres, started for them alone.
 *
 * @param {import("./stage.mjs").Run} run
 */
export async function runDatabaseTests(run) {
  const server = await startPostgres({ dataDir: path.join(run.folder, "database") });
  run.ending.add(server.stop);
  const report = path.join(run.folder, "database.json");
  const args = ["run", "--project", "db", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const env = { TEST_SUPERUSER_URL: server.superuserUrl };
  const code = await runTool(run, { tool: "vitest", args, env, within: 12 * MINUTE });
  run.tally.vitest("database tests", report, code);
  await server.stop();
}
