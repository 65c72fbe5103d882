import { readFileSync } from "node:fs";
import path from "node:path";
import { say, step } from "../report.mjs";
import { runNpm } from "../run-npm.mjs";
import { cleanEnv, runTool } from "./stage.mjs";

const MINUTE = 60_000;

/**
 * What `npm run check` does, each part counted once and its unit tests one by one.
 *
 * @param {import("./stage.mjs").Run} run
 */
export async function runChecks(run) {
  const { scripts } = JSON.parse(readFileSync(path.join(run.root, "package.json"), "utf8"));
  const parts = [...scripts.check.matchAll(/npm run -s ([\w:]+)/g)].map(([, name]) => name);
  for (const part of parts.filter((name) => name !== "test:unit")) {
    const { code, output } = await step(part, () => runNpm(["run", "-s", part], { cwd: run.root, env: cleanEnv() }));
    if (code !== 0) say(output.trim());
    run.tally.single(part, code === 0);
  }
  const report = path.join(run.folder, "unit.json");
  const args = ["run", "--project", "unit", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  run.tally.vitest("unit tests", report, await runTool(run, { tool: "vitest", args, within: 5 * MINUTE }));
}
