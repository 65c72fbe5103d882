import { requireNode } from "./node-version.mjs";

requireNode();
const { runLongTests } = await import("./run-long-tests.mjs");
await runLongTests();
