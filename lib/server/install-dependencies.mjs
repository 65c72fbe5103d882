import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { step } from "./report.mjs";
import { runNpm } from "./run-npm.mjs";
import { StartupError } from "./startup-error.mjs";

/**
 * Installs what package-lock.json says, development tools included (they build the application), unless it is there.
 *
 * @param {string} root the checkout
 */
export async function installDependencies(root) {
  if (isInstalled(root)) return;
  await step("Installing dependencies", async () => {
    const { code, output } = await runNpm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], {
      cwd: root,
    });
    if (code === 0) return;
    const reasons = output.split("\n").filter((line) => /^npm (error|ERR!)/.test(line));
    throw new StartupError(
      `npm ci failed (${code}):\n${(reasons.length > 0 ? reasons : [output]).slice(0, 12).join("\n")}`,
    );
  });
}

/**
 * Whether node_modules holds every package of the lock file in its version. Optional ones may be missing: they are
 * for other machines.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const installed = packagesOf(path.join(root, "node_modules/.package-lock.json"));
  const wanted = packagesOf(path.join(root, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === "") return true;
    const found = installed[place];
    return found ? found.version === entry.version : entry.optional === true || entry.peer === true;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }> | null}
 */
function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : null;
}
