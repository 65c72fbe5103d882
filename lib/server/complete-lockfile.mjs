import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Adds to package-lock.json the binary packages of other platforms. npm leaves out what it could not look up while it
 * wrote the file, and `npm ci` then refuses the file elsewhere, and here too. Run it after each change of the
 * dependencies: `npm run lock:complete`.
 *
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, devOptional?: boolean, os?: string[], cpu?: string[],
 *   libc?: string[], optionalDependencies?: Record<string, string> }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lockfile
 */

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * Entries that the lock file lacks: each exactly pinned optional dependency that is not found from where it is asked
 * for. One with a range is left to npm, since only the registry knows its version.
 *
 * @param {Lockfile} lockfile is not changed
 * @returns {Record<string, Entry>} by their place in `packages`
 */
export function missingEntries({ packages }) {
  /** @type {Record<string, Entry>} */
  const missing = {};
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!EXACT.test(version)) continue;
      const known = { ...packages, ...missing };
      if (lookUp(known, place, name)?.version === version) continue;
      const top = `node_modules/${name}`;
      const free = known[top] ? `${place}/node_modules/${name}` : top;
      missing[free] = { version, ...platformOf(name), ...developmentOnly(entry), optional: true };
    }
  }
  return missing;
}

/**
 * Where Node would find a package from a place in the tree: beside it, or in any folder above.
 *
 * @param {Record<string, Entry>} packages
 * @param {string} place
 * @param {string} name
 * @returns {Entry | undefined}
 */
function lookUp(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    const found = packages[`${at}${at && "/"}node_modules/${name}`];
    if (found || !at) return found;
  }
}

/** @param {Entry} entry @returns {Pick<Entry, "dev" | "devOptional">} */
function developmentOnly({ dev, devOptional }) {
  return { ...(dev ? { dev } : {}), ...(devOptional ? { devOptional } : {}) };
}

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** @type {Record<string, string[]>} */
const ALIASES = { windows: ["win32"], linuxmusl: ["linux", "musl"] };

/**
 * The machine a binary package is for, from its name: the registry's own answer is what is missing.
 *
 * @param {string} name such as `@swc/core-linux-arm64-musl`
 * @returns {Pick<Entry, "os" | "cpu" | "libc">}
 */
export function platformOf(name) {
  const words = (name.split("/").pop() ?? name).split("-").flatMap((word) => ALIASES[word] ?? [word]);
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  const libc = words.some((word) => /^musl/.test(word))
    ? "musl"
    : words.some((word) => /^(gnu|glibc)/.test(word))
      ? "glibc"
      : null;
  return {
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc && os === "linux" ? { libc: [libc] } : {}),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL("../../package-lock.json", import.meta.url));
  const lockfile = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingEntries(lockfile);
  const entries = Object.entries({ ...lockfile.packages, ...missing });
  lockfile.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  process.stdout.write(`package-lock.json: added ${Object.keys(missing).length} packages of other platforms\n`);
}
