import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isInstalled } from "./install-dependencies.mjs";
import { tryLock } from "./lock-file.mjs";
import { freePort } from "./ports.mjs";
import { keptSecrets } from "./secrets.mjs";
import { sourceHash } from "./source-hash.mjs";

const program = fileURLToPath(new URL("start.mjs", import.meta.url));

describe("npm start", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "start-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts it with these settings and returns how it ended. */
  function start(env: Record<string, string>): Promise<{ code: unknown; stdout: string; stderr: string }> {
    const clean = { PATH: process.env.PATH, NODE_ENV: "production" as const };
    return new Promise((resolve) => {
      execFile(process.execPath, [program], { env: { ...clean, ...env } }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr }),
      );
    });
  }

  it("says in one line that the port is taken, before it does anything else", async () => {
    const port = await freePort("127.0.0.1");
    const server = await new Promise<Server>((resolve) => {
      const holder = createServer().listen(port, "127.0.0.1", () => resolve(holder));
    });
    const ended = await start({ PORT: String(port), DATA_DIR: path.join(folder, "never") });
    server.close();
    expect(ended).toEqual({ code: 1, stdout: "", stderr: `Port ${port} is taken. Stop what uses it, or set PORT.\n` });
  });

  it("says in one line that DATA_DIR cannot be written", async () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    const port = await freePort("127.0.0.1");
    const ended = await start({ PORT: String(port), DATA_DIR: path.join(file, "data") });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(/^DATA_DIR \S+ cannot be written \(ENOTDIR\)\. .*\n$/);
  });

  it("says in one line that PORT is no port", async () => {
    expect(await start({ PORT: "0x50" })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^PORT must be .*\n$/),
    });
  });

  it("takes a data folder for itself, and takes over from one whose process is gone", () => {
    const file = path.join(folder, "lock");
    const lock = tryLock(file);
    expect("release" in lock && readFileSync(file, "utf8")).toBe(String(process.pid));
    writeFileSync(file, "999999999");
    const again = tryLock(file);
    expect("release" in again).toBe(true);
    if ("release" in again) again.release();
  });

  it("makes each secret once and keeps it where only its owner reads", () => {
    const secrets = keptSecrets(folder);
    expect(keptSecrets(folder)).toEqual(secrets);
    expect(new Set(Object.values(secrets)).size).toBe(6);
    expect(Buffer.from(secrets.ENCRYPTION_KEY, "base64").length).toBe(32);
  });

  it("installs again when a package of the lock file is missing or has another version, not for other machines'", () => {
    const lock = (packages: object) => JSON.stringify({ packages: { "": {}, ...packages } });
    const wanted = { "node_modules/a": { version: "2.0.0" }, "node_modules/b": { version: "1.0.0", optional: true } };
    rmSync(path.join(folder, "node_modules"), { recursive: true, force: true });
    writeFileSync(path.join(folder, "package-lock.json"), lock(wanted));
    expect(isInstalled(folder)).toBe(false);
    for (const [installed, complete] of [
      [{ "node_modules/a": { version: "2.0.0" } }, true],
      [{ "node_modules/a": { version: "1.0.0" } }, false],
      [{}, false],
    ] as const) {
      rmSync(path.join(folder, "node_modules"), { recursive: true, force: true });
      mkdirSync(path.join(folder, "node_modules"));
      writeFileSync(path.join(folder, "node_modules/.package-lock.json"), lock(installed));
      expect(isInstalled(folder)).toBe(complete);
    }
  });

  it("builds again when a source changes, not when a test does", () => {
    const sources = path.join(folder, "sources");
    mkdirSync(sources);
    const hash = () => sourceHash(folder, ["sources", "missing"]);
    writeFileSync(path.join(sources, "a.ts"), "1");
    const first = hash();
    writeFileSync(path.join(sources, "a.test.ts"), "1");
    expect(hash()).toBe(first);
    writeFileSync(path.join(sources, "a.ts"), "2");
    expect(hash()).not.toBe(first);
  });
});
