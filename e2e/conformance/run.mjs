import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { requireNode } from "../../lib/server/node-version.mjs";

requireNode();
// `npm run conformance`: the kit is TypeScript, which Node 20 reads only when it is bundled. The bundle lies as deep below the checkout as its
// sources, so that what it imports from lib/server/*.mjs stays where it is; it reads the document from the checkout.
const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);
const bundle = path.join(root, ".cache/conformance/kit.mjs");
mkdirSync(path.dirname(bundle), { recursive: true });
const { build } = await import("esbuild");
await build({
  absWorkingDir: root,
  entryPoints: ["e2e/conformance/main.ts"],
  outfile: bundle,
  bundle: true,
  packages: "external",
  external: ["*.mjs"],
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: "inline",
  logLevel: "warning",
  tsconfig: "tsconfig.json",
});
await import(pathToFileURL(bundle).href);
