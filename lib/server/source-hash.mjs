import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/**
 * A hash over files and folders, by which a later start knows that a build is still good. Tests are left out.
 *
 * @param {string} root
 * @param {string[]} sources files and folders below root; missing ones count as such
 * @returns {string}
 */
export function sourceHash(root, sources) {
  const hash = createHash("sha256").update(process.version);
  for (const file of sources.flatMap((source) => filesOf(root, source)).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file), "utf8"));
  }
  return hash.digest("hex");
}

/** @param {string} root @param {string} source @returns {string[]} */
function filesOf(root, source) {
  const place = path.join(root, source);
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [source];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
}
