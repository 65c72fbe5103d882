import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandOf } from "./postgres/processes.mjs";
import { StartupError } from "./startup-error.mjs";
import { waitFor } from "./wait.mjs";

/**
 * Takes a lock that is a file with the holder's process id. One whose process is gone, or is now something other
 * than one of this folder's programs, does not count.
 *
 * @param {string} file
 * @returns {{ release(): void } | { holder: number }} the lock, or the process that has it
 */
export function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (;;) {
      try {
        // Linking is atomic where creating and then writing is not: nobody reads a lock without a holder.
        linkSync(mine, file);
        return { release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
      }
      const holder = readHolder(file);
      if (holder !== process.pid && /(lib\/server|e2e)\//.test(commandOf(holder) ?? "")) return { holder };
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} file @returns {number} 0 when it is gone in the meantime */
function readHolder(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

const OTHER_BUILD = 300_000;

/**
 * Builds one after the other in one checkout: two starts, or a start and the tests, would write the same files.
 *
 * @param {string} root the checkout
 * @param {() => Promise<void>} build
 */
export async function withBuildLock(root, build) {
  const lock = await waitFor(() => {
    const taken = tryLock(path.join(root, ".cache/build.lock"));
    return "release" in taken ? taken : null;
  }, OTHER_BUILD);
  if (!lock) throw new StartupError("Another build of this checkout does not end. Stop it first.");
  try {
    await build();
  } finally {
    lock.release();
  }
}
