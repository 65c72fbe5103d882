import { requireNode } from "../../lib/server/node-version.mjs";

requireNode();
const { runBench } = await import("./run-bench.mjs");
await runBench();
