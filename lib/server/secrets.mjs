import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const NAMES = /** @type {const} */ ([
  "portal_owner",
  "portal_app",
  "portal_worker",
  "portal_auditor",
  "NEXTAUTH_SECRET",
  "ENCRYPTION_KEY",
]);

/** @typedef {Record<typeof NAMES[number], string>} Secrets */

/**
 * The secrets of the embedded default: passwords of the database roles and the application's own keys, made once and
 * kept in `<dataDir>/secrets.json`, which only its owner can read.
 *
 * @param {string} dataDir must exist
 * @returns {Secrets} each 32 random bytes; base64url for roles and sessions, base64 for the encryption key
 */
export function keptSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  /** @type {Partial<Secrets>} */
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = NAMES.filter((name) => !kept[name]);
  for (const name of missing) kept[name] = randomBytes(32).toString(name === "ENCRYPTION_KEY" ? "base64" : "base64url");
  if (missing.length > 0) {
    // Written beside and moved, so that a start that is killed here cannot leave half a file.
    writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return /** @type {Secrets} */ (kept);
}
