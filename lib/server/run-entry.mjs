import { requireNode } from "./node-version.mjs";

requireNode();
const { runEntry } = await import("./run-entry-alone.mjs");
await runEntry(process.argv[2] ?? "", process.argv.slice(3));
