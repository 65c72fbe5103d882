import { say } from "../report.mjs";
import { endChild, hasEnded, spawnNode } from "../run-child.mjs";
import { waitFor } from "../wait.mjs";
import { cleanEnv } from "./stage.mjs";

const FAULTS = 30;
const WITHIN = 240_000;

/**
 * A slice of the faults against the build of this run: each line of its table that must be 0 is counted, as is its end.
 *
 * @param {import("./stage.mjs").Run} run
 */
export async function runFaults({ root, tally }) {
  const args = ["e2e/faults/run.mjs", "--faults", String(FAULTS), "--check-every", "15"];
  const child = spawnNode(args, { cwd: root, env: cleanEnv() });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (piece) => {
      output += piece;
      process.stdout.write(piece);
    });
  }
  if (!(await waitFor(() => (hasEnded(child) ? true : null), WITHIN))) {
    say(`  the faults did not end within ${WITHIN / 1000} s`);
    await endChild(child, 10_000);
  }
  for (const [, name = "", count] of output.matchAll(/^must be 0: (.+?) +(\d+)$/gm)) {
    tally.single(`${FAULTS} faults: ${name.trim()} ${count}`, count === "0");
  }
  tally.single(`${FAULTS} faults`, child.exitCode === 0);
}
