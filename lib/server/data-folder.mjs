import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tryLock } from "./lock-file.mjs";
import { StartupError } from "./startup-error.mjs";

/**
 * Creates the data folder and makes sure that it can be written: better now than in the middle of the first start.
 *
 * @param {string} dataDir
 */
export function openDataFolder(dataDir) {
  const probe = path.join(dataDir, `.probe-${process.pid}`);
  try {
    makeFolder(dataDir);
    writeFileSync(probe, "probe");
    rmSync(probe);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new StartupError(
      `DATA_DIR ${dataDir} cannot be written (${code}). Make it writable, or set DATA_DIR to another folder.`,
    );
  }
}

/**
 * One folder after the other: Node's own `recursive` never returns where a file system has no folders to make.
 *
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Keeps a second start off a data folder that is in use.
 *
 * @param {string} dataDir
 * @returns {() => void} gives the folder free
 */
export function lockDataFolder(dataDir) {
  const lock = tryLock(path.join(dataDir, "start.lock"));
  if ("release" in lock) return lock.release;
  throw new StartupError(
    `${dataDir} is in use by another start (process ${lock.holder}). Stop it, or set DATA_DIR to another folder.`,
  );
}
