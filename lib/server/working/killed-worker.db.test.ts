import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { csvOf, submitFile, upload } from "@/db/test/files";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { readBatch, readTotals } from "@/lib/batches";
import type { Id } from "@/lib/kernel/ids";
import { bundled, bundleServer } from "../bundle.mjs";
import { type ChildProcess, checkout, spawnNode } from "../run-child.mjs";

const ROWS = 2_000;
const FLOAT = 10_000_000_00n;
const PATIENCE = { timeout: 60_000, interval: 20 };

let world: World;
let own: TestDistributor;
let maker: TestPerson;
let folder: string;
let superuser: postgres.Sql;
const phones: string[] = [];
const started: ChildProcess[] = [];

beforeAll(async () => {
  await bundleServer(checkout);
  folder = mkdtempSync(path.join(tmpdir(), "killed-worker-"));
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1 });
  own = await world.distributor(FLOAT);
  maker = await own.person("Maker", ["maker"]);
  for (let n = 0; n < 5; n++) phones.push((await world.customer(`+23481234981${10 + n}`)).phone);
});
afterAll(async () => {
  for (const worker of started) worker.kill("SIGKILL");
  expect(await world.violations()).toEqual([]);
  await superuser.end();
  await world.close();
  rmSync(folder, { recursive: true });
});

/** The worker as it is installed: a process of its own. */
function startWorker(): ChildProcess {
  const worker = spawnNode([bundled(checkout, "worker")], {
    cwd: checkout,
    stdout: "inherit",
    env: {
      DATABASE_URL: world.urls.appUrl,
      WORKER_DATABASE_URL: world.urls.workerUrl,
      NEXTAUTH_SECRET: "x".repeat(32),
      ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
      SMS_HTTP_URL: "http://127.0.0.1:9/sms",
      DATA_DIR: folder,
      LOG_LEVEL: "silent",
    },
  });
  started.push(worker);
  return worker;
}

/** Ends it as the kernel does: nothing of it runs any more. */
function kill(worker: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => worker.once("exit", (_, signal) => resolve(signal)));
  worker.kill("SIGKILL");
  return gone;
}

const state = async (id: Id<"batch">) => (await world.as(maker.caller, (ctx) => readBatch(ctx, id))).state;
const made = async (id: Id<"batch">) => (await world.as(maker.caller, (ctx) => readTotals(ctx, id))).made;

it("when the process that makes a file is killed in the middle of it, another goes on, and no row is made twice or left out", async () => {
  const id = await upload(world, maker, csvOf(Array.from({ length: ROWS }, (_, n) => [phones[n % 5] ?? "", 10 + n])));
  let worker = startWorker();
  await vi.waitFor(async () => expect(await state(id)).toBe("ready"), PATIENCE);
  await submitFile(world, maker, id);
  for (const least of [1, ROWS / 2]) {
    // In the middle of a unit of work: some rows are made, others have their operation and no commit yet.
    await vi.waitFor(async () => {
      expect(await made(id)).toBeGreaterThanOrEqual(least);
      const [busy] = await superuser<{ n: number }[]>`
        select count(*)::int as n from pg_stat_activity
         where datname = current_database() and usename = 'portal_worker' and backend_xid is not null`;
      expect(busy?.n).toBeGreaterThan(0);
    }, PATIENCE);
    expect(await kill(worker)).toBe("SIGKILL");
    expect(await made(id)).toBeLessThan(ROWS);
    expect(await state(id)).toBe("submitting");
    worker = startWorker();
  }
  await vi.waitFor(async () => expect(await state(id)).toBe("submitted"), PATIENCE);
  expect(await made(id)).toBe(ROWS);
  const [row] = await superuser`
    select count(*)::int as operations, count(distinct batch_line)::int as lines, sum(amount_minor)::int as minor from operations where batch_id = ${id}`;
  const sum = ROWS * 10_00 + ((ROWS * (ROWS - 1)) / 2) * 100;
  expect(row).toEqual({ operations: ROWS, lines: ROWS, minor: sum });
  expect(await world.balanceOf(own.floatAccountId)).toEqual({ posted: FLOAT, held: BigInt(sum) });
}, 180_000);
