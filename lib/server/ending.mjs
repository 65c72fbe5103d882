import { say } from "./report.mjs";
import { killChildren } from "./run-child.mjs";
import { StartupError } from "./startup-error.mjs";
import { waitFor } from "./wait.mjs";

/** @typedef {{ add(end: () => unknown): void, readonly asked: Promise<NodeJS.Signals>, run(): Promise<void> }} Ending */

const SETTLE = 10_000;

/**
 * What must be undone when this process leaves, in reverse order, whether by a signal, an error or at its end. The
 * first Ctrl-C or SIGTERM ends things in order; a second one no longer waits for what is in flight.
 *
 * @returns {Ending}
 */
function openEnding() {
  /** @type {(() => unknown)[]} */
  const ends = [];
  /** @type {(signal: NodeJS.Signals) => void} */
  let ask = () => {};
  /** @type {Promise<NodeJS.Signals>} */
  const asked = new Promise((resolve) => {
    ask = resolve;
  });
  let signals = 0;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (++signals === 1) ask(signal);
      else killChildren();
    });
  }
  // A reader that went away (a closed terminal, `| head`) is no reason to leave things half done.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.once("exit", killChildren);

  const run = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) {
      try {
        await end();
      } catch (error) {
        say(`  While stopping: ${/** @type {Error} */ (error).message}`);
      }
    }
    killChildren();
  };
  return { add: (end) => void ends.push(end), asked, run };
}

/**
 * Does the work of a program and leaves with its exit code, having undone what must be. A reason that its reader can
 * act on is shown as one line; anything else with its stack.
 *
 * @param {(ending: Ending) => Promise<number>} work
 * @param {{ whenStopped: number }} exit the code after a signal: 0 for a server, which ends no other way
 * @returns {Promise<never>}
 */
export async function runProgram(work, { whenStopped }) {
  const ending = openEnding();
  let settled = false;
  const working = work(ending)
    .catch((error) => error)
    .finally(() => {
      settled = true;
    });
  const outcome = await Promise.race([working, ending.asked]);
  const stopped = typeof outcome === "string";
  if (!stopped && typeof outcome !== "number") {
    process.stderr.write(`${outcome instanceof StartupError ? outcome.message : (outcome?.stack ?? outcome)}\n`);
  }
  await ending.run();
  // Work that a signal interrupted may just have started something more.
  await waitFor(() => settled || null, SETTLE);
  await ending.run();
  process.exit(stopped ? whenStopped : typeof outcome === "number" ? outcome : 1);
}
