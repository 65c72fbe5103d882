import { say } from "../report.mjs";
import { runNode } from "../run-child.mjs";
import { cleanEnv } from "./stage.mjs";

/**
 * The production build, as `npm run build` makes it.
 *
 * @param {import("./stage.mjs").Run} run
 */
export async function runBuild({ root, tally }) {
  const { code, output } = await runNode(["lib/server/build.mjs"], { cwd: root, env: cleanEnv() });
  say(output.trim());
  tally.single("production build", code === 0);
}
