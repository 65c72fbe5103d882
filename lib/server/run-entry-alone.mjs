import path from "node:path";
import { bundled, bundleServer } from "./bundle.mjs";
import { openDataFolder } from "./data-folder.mjs";
import { startEmbedded } from "./embedded.mjs";
import { runProgram } from "./ending.mjs";
import { checkout, endChild, spawnNode } from "./run-child.mjs";
import { StartupError } from "./startup-error.mjs";

const DRAIN = 30_000;

/** @typedef {"main" | "worker" | "migrate" | "verify" | "seed-trial" | "issuer-create" | "settings-table"} Program */

/**
 * Runs one bundled program: `npm run serve`, `worker`, `migrate`, `verify`, `seed:trial`, `issuer:create`. Where DATABASE_URL is unset it works
 * on the embedded Postgres of DATA_DIR, which it leaves running only when it was running before.
 *
 * @param {string} program
 * @param {string[]} args what the program itself is told
 */
export function runEntry(program, args = []) {
  const work = async (/** @type {import("./ending.mjs").Ending} */ ending) => {
    const entry = /** @type {Program} */ (program);
    await bundleServer(checkout);
    /** @type {Record<string, string>} */
    const env = { NODE_ENV: process.env.NODE_ENV === "development" ? "development" : "production" };
    if (entry === "seed-trial" && process.env.DATABASE_URL) {
      throw new StartupError("Trial data belongs to the embedded database only: unset DATABASE_URL.");
    }
    if (needsDatabase(entry) && !namesDatabase()) {
      const dataDir = path.resolve(checkout, process.env.DATA_DIR || ".data");
      openDataFolder(dataDir);
      const database = await startEmbedded({ root: checkout, dataDir });
      if (!database.reused) ending.add(database.stop);
      Object.assign(env, database.env);
    }
    const child = spawnNode([bundled(checkout, entry), ...args], { cwd: checkout, env, stdout: "inherit" });
    ending.add(() => endChild(child, DRAIN));
    const code = await new Promise((resolve) => child.once("exit", (exit) => resolve(exit ?? 1)));
    return code;
  };
  return runProgram(work, { whenStopped: 0 });
}

/** @param {Program} entry */
function needsDatabase(entry) {
  return entry !== "settings-table";
}

function namesDatabase() {
  return ["DATABASE_URL", "OWNER_DATABASE_URL", "AUDITOR_DATABASE_URL"].some((name) => process.env[name]);
}
