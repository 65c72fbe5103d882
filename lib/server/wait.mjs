/**
 * Asks again every 20 ms until the answer is no longer null or undefined, or the time is over.
 *
 * @template T
 * @param {() => T | null | undefined | Promise<T | null | undefined>} ask
 * @param {number} milliseconds
 * @returns {Promise<T | null>} null when the time is over
 */
export async function waitFor(ask, milliseconds) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined) return answer;
    if (Date.now() > end) return null;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
