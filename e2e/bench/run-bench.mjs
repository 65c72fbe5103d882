import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildPages } from "../../lib/server/build-pages.mjs";
import { bundled, bundleServer } from "../../lib/server/bundle.mjs";
import { runProgram } from "../../lib/server/ending.mjs";
import { installDependencies } from "../../lib/server/install-dependencies.mjs";
import { tryLock } from "../../lib/server/lock-file.mjs";
import { freePort } from "../../lib/server/ports.mjs";
import { startPostgres, stopLeftOver } from "../../lib/server/postgres/launch.mjs";
import { prepareCluster } from "../../lib/server/postgres/prepare-cluster.mjs";
import { say, step } from "../../lib/server/report.mjs";
import { checkout, endChild, hasEnded, runNode, spawnNode } from "../../lib/server/run-child.mjs";
import { keptSecrets } from "../../lib/server/secrets.mjs";
import { StartupError } from "../../lib/server/startup-error.mjs";
import { cleanEnv } from "../../lib/server/testing/stage.mjs";
import { waitFor } from "../../lib/server/wait.mjs";
import { readOptions } from "./options.mjs";

/**
 * `npm run bench`: a Postgres of its own in a fresh folder, the built application, and the measurements, which run in
 * this process. Everything is stopped, and the folder deleted, however it ends.
 */
export function runBench() {
  const work = async (/** @type {import("../../lib/server/ending.mjs").Ending} */ ending) => {
    const options = readOptions(process.argv.slice(2));
    const folder = path.join(checkout, ".cache/bench");
    const lock = tryLock(path.join(checkout, ".cache/bench.lock"));
    if ("holder" in lock) throw new StartupError(`Another npm run bench runs here (process ${lock.holder}).`);
    ending.add(lock.release);
    await installDependencies(checkout);
    await stopLeftOver({ dataDir: folder });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });

    const programs = await bundleBench(path.join(folder, "programs"));
    const { bench } = await import(pathToFileURL(path.join(programs, "bench.js")).href);
    await bundleServer(checkout);
    ending.add(() => rmSync(folder, { recursive: true, force: true }));
    const database = await step("Starting Postgres", () => startDatabase(folder));
    ending.add(database.stop);
    giveSettings(database.env);
    await step("Migrating the database", () => migrate(database.env));

    const tools = {
      say,
      step,
      waitFor,
      freePort,
      runNode,
      spawnNode,
      endChild,
      hasEnded,
      cleanEnv,
      buildPages,
      StartupError,
    };
    return bench({
      root: checkout,
      folder,
      programs,
      server: bundled(checkout, "main"),
      ...database,
      options,
      ending,
      tools,
    });
  };
  return runProgram(work, { whenStopped: 130 });
}

/**
 * The measurements are written in TypeScript, like the code that they run.
 *
 * @param {string} outdir
 */
async function bundleBench(outdir) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: checkout,
    entryPoints: { bench: "e2e/bench/bench.ts", "generate-load": "e2e/bench/http/generate-load.ts" },
    outdir,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    sourcemap: "linked",
    logLevel: "silent",
    tsconfig: "tsconfig.json",
  });
  return outdir;
}

/**
 * A Postgres as Postgres ships, so with full durability, and the settings of an installation with a database of its
 * own: no trial data, no trial page.
 *
 * @param {string} dataDir
 */
async function startDatabase(dataDir) {
  const { superuserUrl, stop } = await startPostgres({ dataDir });
  const secrets = keptSecrets(dataDir);
  const urls = await prepareCluster({
    superuserUrl,
    rolesSqlPath: path.join(checkout, "db/roles.sql"),
    passwords: secrets,
    database: "portal",
  });
  const superuser = new URL(superuserUrl);
  superuser.pathname = "/portal";
  const env = {
    NODE_ENV: "production",
    DATABASE_URL: urls.databaseUrl,
    OWNER_DATABASE_URL: urls.ownerDatabaseUrl,
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    ENCRYPTION_KEY: secrets.ENCRYPTION_KEY,
    SMS_HTTP_URL: "http://127.0.0.1:9/no-sms-is-sent",
  };
  return {
    stop,
    env,
    urls: {
      app: urls.databaseUrl,
      owner: urls.ownerDatabaseUrl,
      auditor: urls.auditorDatabaseUrl,
      superuser: superuser.href,
    },
  };
}

/** Nothing of the caller's own settings, and then these. @param {Record<string, string>} env */
function giveSettings(env) {
  for (const [name, value] of Object.entries(cleanEnv(env))) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** @param {Record<string, string>} env */
async function migrate(env) {
  const { code, output } = await runNode([bundled(checkout, "migrate")], { cwd: checkout, env });
  if (code !== 0) throw new StartupError(`The database could not be migrated (${code}):\n${output.trim()}`);
}
