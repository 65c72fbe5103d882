import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withBuildLock } from "./lock-file.mjs";
import { step } from "./report.mjs";
import { sourceHash } from "./source-hash.mjs";
import { StartupError } from "./startup-error.mjs";

/** What runs in Node outside Next: entry points and where they land in `dist/`. Packages stay in node_modules. */
const ENTRIES = {
  main: "lib/server/main.ts",
  worker: "lib/server/worker.ts",
  migrate: "lib/server/migrate.ts",
  verify: "lib/server/verify.ts",
  "seed-trial": "lib/server/seed-trial.ts",
  "issuer-create": "lib/server/issuer-create.ts",
  "settings-table": "lib/server/settings-table.ts",
  env: "lib/config/env.ts",
};

const STAMP = "dist/.sources";
const SOURCES = ["app/api", "lib", "db", "package-lock.json", "tsconfig.json"];

/** @typedef {keyof typeof ENTRIES} Entry */

/**
 * Bundles the server's entry points with esbuild, since Node 20 reads no TypeScript, unless `dist/` is up to date.
 *
 * @param {string} root the checkout
 */
export async function bundleServer(root) {
  await withBuildLock(root, () => bundle(root));
}

/** @param {string} root */
async function bundle(root) {
  const stamp = path.join(root, STAMP);
  const hash = sourceHash(root, SOURCES);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  await step("Bundling the server", async () => {
    rmSync(path.join(root, "dist"), { recursive: true, force: true });
    const { build } = await import("esbuild").catch((cause) => {
      throw new StartupError(
        "dist/ is missing or out of date, and esbuild is not installed to make it: npm run build",
        { cause },
      );
    });
    await build({
      absWorkingDir: root,
      entryPoints: ENTRIES,
      outdir: "dist",
      bundle: true,
      packages: "external",
      platform: "node",
      target: "node20",
      format: "esm",
      jsx: "automatic",
      sourcemap: "linked",
      logLevel: "silent",
      tsconfig: "tsconfig.json",
    }).catch((error) => {
      throw new StartupError(`The server could not be bundled: ${error.message}`);
    });
  });
  mkdirSync(path.join(root, "dist"), { recursive: true });
  writeFileSync(stamp, hash);
}

/** @param {string} root @param {Entry} entry @returns {string} the bundled file */
export function bundled(root, entry) {
  return path.join(root, "dist", `${entry}.js`);
}

/** What the bundled server was made of. @param {string} root @returns {string} */
export function bundleHash(root) {
  return readFileSync(path.join(root, STAMP), "utf8");
}
