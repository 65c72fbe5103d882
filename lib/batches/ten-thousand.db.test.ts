import { afterAll, beforeAll, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { type Database, openDatabase } from "@/db/client";
import { submitFile, upload, workerUnit, workThrough } from "@/db/test/files";
import { createWorld, type TestPerson, type World } from "@/db/test/world";
import { readTotals } from ".";
import { MAX_ROWS } from "./schemas";

const A_MINUTE = 60_000;
const CUSTOMERS = 100;

let world: World;
let worker: Database;
let maker: TestPerson;
let phones: string[];

beforeAll(async () => {
  world = await createWorld();
  worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  maker = await (await world.distributor(100_000_000_00n)).person("Maker", ["maker"]);
  phones = [];
  for (let n = 0; n < CUSTOMERS; n++) phones.push((await world.customer(`+23481234${50_000 + n}`)).phone);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await worker.$client.end({ timeout: 1 });
  await world.close();
});

it("a workbook of 10,000 rows is read, checked and made into as many operations within a minute", async () => {
  const rows = Array.from({ length: MAX_ROWS }, (_, n) => [phones[n % CUSTOMERS] ?? "", 100 + n, `Wage ${n}`]);
  const book = await writeExcelFile([["Phone", "Amount", "Note"], ...rows]).toBuffer();
  const unit = workerUnit(world, worker);
  const begun = performance.now();
  const batchId = await upload(world, maker, book, "xlsx");
  await workThrough(unit);
  const checked = performance.now();
  await submitFile(world, maker, batchId);
  await workThrough(unit);
  const made = performance.now();
  expect(await world.as(maker.caller, (ctx) => readTotals(ctx, batchId))).toMatchObject({ made: MAX_ROWS, refused: 0 });
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
  process.stdout.write(`read and checked in ${seconds(begun, checked)} s, made in ${seconds(checked, made)} s\n`);
  expect(made - begun).toBeLessThan(A_MINUTE);
}, 180_000);
