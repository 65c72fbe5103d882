import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "./ports.mjs";
import { startPostgres, stopLeftOver } from "./postgres/launch.mjs";
import { commandOf } from "./postgres/processes.mjs";
import { waitFor } from "./wait.mjs";

const here = (file: string) => JSON.stringify(fileURLToPath(new URL(file, import.meta.url)));

/** Answers /slow only when a file says so, and drains on SIGTERM as the application does. */
const APPLICATION = `
  import { existsSync, writeFileSync } from "node:fs";
  import { createServer } from "node:http";
  const [port, folder] = process.argv.slice(2);
  const server = createServer((request, response) => {
    response.setHeader("connection", "close");
    if (request.url !== "/slow") return response.end("up");
    writeFileSync(folder + "/reached", "");
    const timer = setInterval(() => existsSync(folder + "/answer") && (clearInterval(timer), response.end("finished")), 10);
  }).listen(Number(port), "127.0.0.1");
  process.once("SIGTERM", () => {
    writeFileSync(folder + "/draining", "");
    server.close(() => process.exit(0));
  });
`;

const PROGRAM = `
  import { runProgram } from ${here("ending.mjs")};
  import { startPostgres } from ${here("postgres/launch.mjs")};
  import { endChild, spawnNode } from ${here("run-child.mjs")};
  const [port, folder] = process.argv.slice(2);
  await runProgram(async (ending) => {
    ending.add((await startPostgres({ dataDir: folder })).stop);
    const child = spawnNode([folder + "/application.mjs", port, folder], { cwd: folder });
    ending.add(() => endChild(child, 20_000));
    await new Promise((resolve) => child.once("exit", resolve));
  }, { whenStopped: 0 });
`;

describe("a program that leaves", () => {
  let folder: string;
  let port: number;
  let program: ChildProcess;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "ending-"));
    port = await freePort("127.0.0.1");
    writeFileSync(path.join(folder, "application.mjs"), APPLICATION);
    writeFileSync(path.join(folder, "program.mjs"), PROGRAM);
    program = spawn(process.execPath, [path.join(folder, "program.mjs"), String(port), folder], { stdio: "ignore" });
    expect(await waitFor(() => fetch(`http://127.0.0.1:${port}/`).catch(() => null), 60_000)).not.toBeNull();
  });
  afterEach(async () => {
    program.kill("SIGKILL");
    await stopLeftOver({ dataDir: folder });
    rmSync(folder, { recursive: true, force: true });
  });

  const postmaster = () =>
    Number(readFileSync(path.join(folder, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);
  const exists = (file: string) => {
    try {
      return readFileSync(path.join(folder, file), "utf8") === "" || null;
    } catch {
      return null;
    }
  };

  it.each(["SIGINT", "SIGTERM"] as const)(
    "on %s lets a request in flight finish, then stops Postgres, then ends well",
    async (signal) => {
      const server = postmaster();
      const slow = fetch(`http://127.0.0.1:${port}/slow`).then((answer) => answer.text());
      expect(await waitFor(() => exists("reached"), 20_000)).toBe(true);
      const exit = new Promise((resolve) => program.once("exit", (code) => resolve(code)));
      program.kill(signal);
      expect(await waitFor(() => exists("draining"), 20_000)).toBe(true);
      expect(commandOf(server)).not.toBeNull();
      writeFileSync(path.join(folder, "answer"), "");
      expect(await slow).toBe("finished");
      expect(await exit).toBe(0);
      expect(commandOf(server)).toBeNull();
    },
  );

  it("takes its children along when it is killed, and leaves a Postgres that the next start uses again", async () => {
    const server = postmaster();
    program.kill("SIGKILL");
    const gone = () =>
      fetch(`http://127.0.0.1:${port}/`).then(
        () => null,
        () => true,
      );
    expect(await waitFor(gone, 20_000)).toBe(true);
    expect(await startPostgres({ dataDir: folder })).toMatchObject({ reused: true, pid: server });
  });
});
