import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { cashOut, codeOf, decide, submit, tally } from "@/db/test/acts";
import { csvOf, submitFile, upload, workerUnit, workThrough } from "@/db/test/files";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { run } from "@/lib/runtime";
import { listLines, readTotals } from ".";

let world: World;
let worker: Database;
let own: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
const wallets: { accountId: Id<"account">; phone: E164 }[] = [];

beforeAll(async () => {
  world = await createWorld();
  worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  own = await world.distributor(0n);
  maker = await own.person("Maker", ["maker"]);
  checker = await own.person("Checker", ["checker"]);
  for (let n = 0; n < 3; n++) wallets.push(await world.customer(`+23481234573${10 + n}`, 1_000_00n));
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await worker.$client.end({ timeout: 1 });
  await world.close();
});

const phone = (n: number) => wallets[n]?.phone ?? "";
const balance = (n: number) => world.balanceOf(wallets[n]?.accountId as Id<"account">);
const work = () => workThrough(workerUnit(world, worker));
const lines = async (batchId: Id<"batch">, by = maker) =>
  (await world.as(by.caller, (ctx) => listLines(ctx, { batchId, tab: "all", after: 0, limit: 100 }))).items;
const prepared = async (by: TestPerson, rows: readonly (readonly (string | number)[])[]) => {
  const id = await upload(world, by, csvOf(rows), "csv", "cash-out-fulfillment");
  await work();
  return id;
};

it("a file of cash-outs holds what it says in each wallet, and pays it to the float once another person has approved", async () => {
  const id = await prepared(maker, [
    [phone(0), 100, "Stall 4"],
    [phone(1), 2_000],
    [phone(2), 250],
  ]);
  await submitFile(world, maker, id);
  await work();
  const rows = await lines(id);
  expect(rows.map(({ state, refusal }) => `${state} ${refusal}`)).toEqual([
    "made null",
    "refused ledger.insufficient-wallet",
    "made null",
  ]);
  expect(await balance(0)).toEqual({ posted: 1_000_00n, held: 100_00n });
  for (const { operationId } of rows) if (operationId) await decide(world, checker.caller, operationId);
  expect([await balance(0), await balance(2)]).toEqual([
    { posted: 900_00n, held: 0n },
    { posted: 750_00n, held: 0n },
  ]);
  expect(await world.balanceOf(own.floatAccountId)).toEqual({ posted: 350_00n, held: 0n });
});

it("the same paid out lately is noted, what was paid in is not", async () => {
  await submit(world, maker.caller, cashOut({ phone: phone(1) as E164, minor: 77_00n }));
  const out = await prepared(maker, [[phone(1), 77]]);
  const paidIn = await upload(world, maker, csvOf([[phone(1), 77]]));
  await work();
  expect([(await lines(out))[0]?.notes, (await lines(paidIn))[0]?.notes]).toEqual([["same-lately"], []]);
});

it("where customers are asked first every row is refused with the reason, and nothing of it can be submitted", async () => {
  const asking = await world.distributor(0n, "on");
  const other = await asking.person("Maker", ["maker"]);
  const id = await prepared(other, [
    [phone(0), 10],
    [phone(1), 20],
  ]);
  expect((await lines(id, other)).map(({ state, problems }) => [state, problems])).toEqual([
    ["problem", ["consent-asked"]],
    ["problem", ["consent-asked"]],
  ]);
  expect(await codeOf(submitFile(world, other, id))).toBe("batches.problems-left");
});

it("nothing is made of a file when customers are asked since it was submitted, in the database either", async () => {
  const id = await prepared(maker, [
    [phone(0), 10],
    [phone(1), 20],
  ]);
  await submitFile(world, maker, id);
  const asOwner = (statement: SQL) =>
    run(world.system, { requestId: "test", database: world.owner }, async (ctx) => [
      ...(await ctx.tx.execute(statement)),
    ]);
  const features = (off: string) =>
    asOwner(
      sql`update distributors set features_off = ${off}::text[], unit_id = app_unit() where id = ${own.id}::uuid`,
    );
  const may = async () => {
    const [row] = await asOwner(
      sql`select batch_may(${world.issuerId}::uuid, ${own.id}::uuid, ${id}::uuid, ${maker.id}::uuid, 'cash-out-fulfillment') as may`,
    );
    return row?.may;
  };
  expect(await may()).toBe(true);
  await features("{}");
  expect(await may()).toBe(false);
  await work();
  await features("{consent}");
  expect(tally((await lines(id)).map(({ state, refusal }) => `${state} ${refusal}`))).toEqual({
    "refused batches.consent-asked": 2,
  });
  expect(await world.as(maker.caller, (ctx) => readTotals(ctx, id))).toMatchObject({ made: 0, refused: 2 });
});
