import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { buildPages } from "../../lib/server/build-pages.mjs";
import { bundleServer } from "../../lib/server/bundle.mjs";
import { runProgram } from "../../lib/server/ending.mjs";
import { tryLock } from "../../lib/server/lock-file.mjs";
import { say } from "../../lib/server/report.mjs";
import { checkout } from "../../lib/server/run-child.mjs";
import { StartupError } from "../../lib/server/startup-error.mjs";
import { readOptions } from "./options";
import { runFaults } from "./run-faults";

// `npm run test:faults`: faults under load, and whether everything that was acknowledged is there once.
await runProgram(
  async (ending) => {
    const options = readOptions(process.argv.slice(2));
    const folder = path.join(checkout, ".cache/faults");
    const lock = tryLock(path.join(folder, "lock"));
    if ("holder" in lock)
      throw new StartupError(`Another run of the faults uses this checkout (process ${lock.holder}).`);
    ending.add(lock.release);
    await bundleServer(checkout);
    await buildPages(checkout);
    const logs = path.join(folder, "logs");
    rmSync(logs, { recursive: true, force: true });
    mkdirSync(logs, { recursive: true });
    say(
      `Faults: ${options.faults} of ${options.kinds.length} kinds, seed ${options.seed} (--seed ${options.seed} replays)`,
    );
    const held = await runFaults({ root: checkout, dataDir: path.join(folder, "data"), logs }, options, ending);
    return held ? 0 : 1;
  },
  { whenStopped: 130 },
);
