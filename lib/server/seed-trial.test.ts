import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = process.cwd();
let folder: string;
let program: string;

beforeAll(async () => {
  // Beside node_modules, where its packages are found.
  folder = mkdtempSync(path.join(root, "node_modules", ".seed-trial-"));
  program = path.join(folder, "seed-trial.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["lib/server/seed-trial.ts"],
    outfile: program,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "silent",
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A database of one's own with all its settings. Nothing answers there: the refusal must come before anybody asks. */
const OWN_DATABASE = {
  DATABASE_URL: "postgres://portal_app@127.0.0.1:9/portal",
  OWNER_DATABASE_URL: "postgres://portal_owner@127.0.0.1:9/portal",
  NEXTAUTH_SECRET: "x".repeat(43),
  ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  SMS_HTTP_URL: "http://127.0.0.1:9/sms",
};

test("trial data are refused on a database of one's own, in one line, and no file is written", () => {
  const env = {
    NODE_ENV: "production" as const,
    PATH: process.env.PATH ?? "",
    DATA_DIR: path.join(folder, "data"),
    ...OWN_DATABASE,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { env, encoding: "utf8" });
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: "",
    stderr: "Trial data belongs to the embedded database only: unset DATABASE_URL.\n",
  });
  expect(readdirSync(folder)).toEqual(["seed-trial.mjs"]);
});
