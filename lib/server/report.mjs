const ANNOUNCE = 700;
const HEARTBEAT = 15_000;

/** One line for people. @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Does one step of a longer job and says so when it takes a while: a line at its start, one every 15 seconds, and
 * one with its time at the end, so that nobody wonders whether it hangs.
 *
 * @template T
 * @param {string} label such as "Building"
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const announced = Date.now() + ANNOUNCE;
  const first = setTimeout(() => say(`  ${label} ...`), ANNOUNCE);
  const beat = setInterval(() => say(`  ${label} ... ${seconds()} s`), HEARTBEAT);
  try {
    const result = await work();
    if (Date.now() >= announced) say(`  ${label}: done in ${seconds()} s`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(beat);
  }
}
