import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withBuildLock } from "./lock-file.mjs";
import { step } from "./report.mjs";
import { runNode } from "./run-child.mjs";
import { sourceHash } from "./source-hash.mjs";
import { StartupError } from "./startup-error.mjs";

const SOURCES = [
  "app",
  "components",
  "db/schema",
  "db/client.ts",
  "db/columns.ts",
  "lib",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "public",
];

/**
 * Builds the pages with Next, unless what they are made of has not changed since the last build.
 *
 * @param {string} root the checkout
 */
export async function buildPages(root) {
  await withBuildLock(root, () => build(root));
}

/** @param {string} root */
async function build(root) {
  const stamp = path.join(root, ".next/.sources");
  const hash = sourceHash(root, SOURCES);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash && existsSync(path.join(root, ".next/BUILD_ID")))
    return;
  await step("Building the pages", async () => {
    const next = path.join(root, "node_modules/next/dist/bin/next");
    const { code, output } = await runNode([next, "build"], {
      cwd: root,
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    if (code !== 0)
      throw new StartupError(`next build failed (${code}):\n${output.trim().split("\n").slice(-40).join("\n")}`);
  });
  writeFileSync(stamp, hash);
}
