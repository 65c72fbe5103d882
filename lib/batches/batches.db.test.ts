import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { type Database, openDatabase } from "@/db/client";
import { cashIn, codeOf, decide, submit, tally } from "@/db/test/acts";
import { csvOf, submitFile, upload, workerUnit, workThrough } from "@/db/test/files";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { countBatchOperations, decisions, listBatchPending, listOperations } from "@/lib/operations";
import { runEachTogether } from "@/lib/runtime";
import {
  discardBatch,
  leaveOut,
  listBatches,
  listLines,
  mapColumns,
  mendLine,
  readBatch,
  readLinesHash,
  readTotals,
  submitBatch,
  takeIn,
} from ".";
import type { LineTab } from "./schemas";

let world: World;
let worker: Database;
let own: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let phones: E164[];

beforeAll(async () => {
  world = await createWorld();
  worker = openDatabase(world.urls.workerUrl, { max: 3, name: "test-worker" });
  phones = [];
  for (let n = 0; n < 5; n++) phones.push((await world.customer(`+23481234567${80 + n}`)).phone);
});
beforeEach(async () => {
  own = await world.distributor(100_000_00n);
  maker = await own.person("Maker", ["maker"]);
  checker = await own.person("Checker", ["checker"]);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await worker.$client.end({ timeout: 1 });
  await world.close();
});

const work = () => workThrough(workerUnit(world, worker));
const lines = async (batchId: Id<"batch">, tab: LineTab = "all", by = maker) =>
  (await world.as(by.caller, (ctx) => listLines(ctx, { batchId, tab, after: 0, limit: 100 }))).items;
const state = async (batchId: Id<"batch">) => (await world.as(maker.caller, (ctx) => readBatch(ctx, batchId))).state;
const totals = (batchId: Id<"batch">) => world.as(maker.caller, (ctx) => readTotals(ctx, batchId));
const hashOf = (batchId: Id<"batch">) => world.as(maker.caller, (ctx) => readLinesHash(ctx, batchId));
const prepared = async (file: string) => {
  const id = await upload(world, maker, file);
  await work();
  return id;
};
const operations = () =>
  world.as(checker.caller, async (ctx) => (await listOperations(ctx, { filters: {}, limit: 100 })).items);

describe("a file", () => {
  it("becomes one operation for each of its rows, held from the float, decided like any other", async () => {
    const id = await prepared(
      csvOf([
        [phones[0] ?? "", "1,000.00".replace(",", ""), "Rent"],
        [phones[1] ?? "", 250, ""],
      ]),
    );
    expect(await state(id)).toBe("ready");
    await submitFile(world, maker, id);
    await work();
    expect(await state(id)).toBe("submitted");
    const made = await operations();
    expect(made.map(({ source, maker: by, status }) => [source, by.id, status])).toEqual([
      ["bulk", maker.id, "pending"],
      ["bulk", maker.id, "pending"],
    ]);
    expect(await world.balanceOf(own.floatAccountId)).toEqual({ posted: 100_000_00n, held: 1_250_00n });
    for (const { id: operation } of made) await decide(world, checker.caller, operation);
    expect(await world.balanceOf(own.floatAccountId)).toEqual({ posted: 98_750_00n, held: 0n });
    expect((await lines(id)).map(({ line, status, memo }) => [line, status, memo])).toEqual([
      [2, "completed", "Rent"],
      [3, "completed", null],
    ]);
  });

  it("is not decided by its own maker, whatever their roles", async () => {
    const both = await own.person("Both", ["maker", "checker"]);
    const id = await upload(world, both, csvOf([[phones[0] ?? "", 100]]));
    await work();
    await submitFile(world, both, id);
    await work();
    const [made] = await operations();
    expect(await codeOf(decide(world, both.caller, made?.id as Id<"operation">))).toBe("operations.own-operation");
  });

  it("says of each row what is wrong with it, and whose wallet it is", async () => {
    const id = await prepared(
      csvOf([
        [phones[0] ?? "", 100],
        [(phones[1] ?? "").slice(1), 100],
        ["2.34812E+12", 100],
        ["+2348199999999", 100],
        [phones[2] ?? "", "x"],
        ["", "0"],
      ]),
    );
    expect((await lines(id)).map((row) => [row.line, row.state, row.name, row.problems, row.notes])).toEqual([
      [2, "ready", "Customer 6780", [], []],
      [3, "ready", "Customer 6781", [], ["phone-plus-added"]],
      [4, "problem", null, ["phone-scientific"], []],
      [5, "problem", null, ["phone-unknown"], []],
      [6, "problem", "Customer 6782", ["amount-malformed"], []],
      [7, "problem", null, ["phone-missing", "amount-not-positive"], []],
    ]);
    expect(await codeOf(submitFile(world, maker, id))).toBe("batches.problems-left");
  });

  it("is mended in place, row by row, or goes without the rest", async () => {
    const id = await prepared(
      csvOf([
        ["2.34812E+12", 100],
        ["+2348199999999", 100],
        [phones[0] ?? "", 50],
      ]),
    );
    const mend = (line: number, phone: string) =>
      world.as(maker.caller, (ctx) => mendLine(ctx, { batchId: id, line, mended: { phone, amount: "100", memo: "" } }));
    await mend(2, phones[1] ?? "");
    expect(await totals(id)).toMatchObject({ ready: 2, problem: 1, sumMinor: 150_00n });
    await world.as(maker.caller, (ctx) => leaveOut(ctx, { batchId: id, which: "problems" }));
    expect(await totals(id)).toMatchObject({ ready: 2, problem: 0, leftOut: 1 });
    await world.as(maker.caller, (ctx) => takeIn(ctx, { batchId: id, line: 3 }));
    expect(await totals(id)).toMatchObject({ ready: 2, problem: 1, leftOut: 0 });
    await mend(3, phones[2] ?? "");
    await submitFile(world, maker, id);
    await work();
    expect((await operations()).map(({ counterparty }) => counterparty.phone).sort()).toEqual(phones.slice(0, 3));
  });

  it("notes what may be paid twice: in the file itself, and within the last 24 hours", async () => {
    await submit(world, maker.caller, cashIn(500_00n, phones[0] as E164));
    const id = await prepared(
      csvOf([
        [phones[0] ?? "", 500],
        [phones[1] ?? "", 70],
        [phones[1] ?? "", 70],
        [phones[1] ?? "", 71],
      ]),
    );
    expect((await lines(id)).map(({ line, notes, sameAs }) => [line, notes, sameAs])).toEqual([
      [2, ["same-lately"], null],
      [3, [], null],
      [4, [], 3],
      [5, [], null],
    ]);
    expect((await totals(id)).duplicates).toBe(2);
    const seen = { batchId: id, seen: await hashOf(id), duplicatesMeant: false };
    const submitAs = (what: typeof seen) => world.as(maker.caller, (ctx) => submitBatch(ctx, what));
    expect(await codeOf(submitAs(seen))).toBe("batches.duplicates-unconfirmed");
    expect(await state(id)).toBe("ready");
    await world.as(maker.caller, (ctx) => leaveOut(ctx, { batchId: id, which: "duplicates" }));
    expect(await totals(id)).toMatchObject({ ready: 2, duplicates: 0, leftOut: 2 });
    expect(await codeOf(submitAs(seen))).toBe("batches.changed-meanwhile");
  });

  it("is put away while it is not submitted, and then can be no more", async () => {
    const id = await prepared(csvOf([[phones[0] ?? "", 100]]));
    await world.as(maker.caller, (ctx) => discardBatch(ctx, { batchId: id }));
    expect(await codeOf(submitFile(world, maker, id))).toBe("batches.not-ready");
    expect((await world.as(maker.caller, (ctx) => listBatches(ctx, { limit: 9 }))).items).toEqual([]);
    const other = await prepared(csvOf([[phones[0] ?? "", 100]]));
    await submitFile(world, maker, other);
    expect(await codeOf(world.as(maker.caller, (ctx) => discardBatch(ctx, { batchId: other })))).toBe(
      "batches.not-ready",
    );
  });

  it("is read with the columns that its maker names, and so is the next one that looks the same", async () => {
    const text = `Who,What,How much\n${phones[0]},Ada,100\n`;
    const id = await prepared(text);
    expect(await state(id)).toBe("mapping");
    const mapping = { phone: 0, amount: 2, memo: 1 };
    await world.as(maker.caller, (ctx) => mapColumns(ctx, { batchId: id, mapping }));
    await work();
    expect(await lines(id)).toMatchObject([{ state: "ready", memo: "Ada", amountMinor: 100_00n }]);
    const next = await prepared(text);
    expect(await state(next)).toBe("ready");
  });

  it("may be a workbook, larger than one part, or nothing that can be read", async () => {
    const rows = Array.from({ length: 3 }, (_, n) => [phones[n] ?? "", 100 + n, "x"]);
    const book = await writeExcelFile([["Phone", "Amount", "Memo"], ...rows]).toBuffer();
    const id = await upload(world, maker, book, "xlsx");
    const long = await upload(
      world,
      maker,
      csvOf(Array.from({ length: 6_000 }, () => [phones[0] ?? "", 1, "y".repeat(100)])),
    );
    const picture = await upload(world, maker, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]), "xlsx");
    await work();
    expect(await totals(id)).toMatchObject({ ready: 3, sumMinor: 303_00n });
    expect(await totals(long)).toMatchObject({ ready: 6_000, duplicates: 5_999 });
    expect(await world.as(maker.caller, (ctx) => readBatch(ctx, picture))).toMatchObject({
      state: "unreadable",
      problem: "batches.unreadable",
    });
    const { items } = await world.as(checker.caller, (ctx) => listBatches(ctx, { limit: 9 }));
    expect(items.map((batch) => batch.id)).toEqual([picture, long, id]);
  });
});

describe("what is made of a submitted file", () => {
  it("waits in the order of its rows, and is decided in sets; what others decided first is told", async () => {
    const id = await prepared(csvOf(Array.from({ length: 4 }, (_, n) => [phones[n] ?? "", 10 + n])));
    await submitFile(world, maker, id);
    await work();
    const other = await own.person("Other", ["checker"]);
    const waiting = (after: number, limit: number) =>
      world.as(checker.caller, (ctx) => listBatchPending(ctx, { batchId: id, tab: "all" }, { after, limit }));
    const [first, second] = await waiting(0, 2);
    expect([first?.line, second?.line]).toEqual([2, 3]);
    expect((await waiting(3, 9)).map(({ line }) => line)).toEqual([4, 5]);
    const all = await waiting(0, 9);
    await decide(world, other.caller, first?.operationId as Id<"operation">, "reject");
    const outcomes = await runEachTogether(
      decisions,
      checker.caller,
      { requestId: "test" },
      all.map(({ operationId, revision, digest }) => ({
        operationId,
        revision,
        digest,
        decision: "approve" as const,
        comment: null,
      })),
    );
    expect(outcomes.map((one) => (one.ok ? one.value.status : one.error.code))).toEqual([
      "operations.already-decided",
      "completed",
      "completed",
      "completed",
    ]);
    expect(await world.as(maker.caller, (ctx) => countBatchOperations(ctx, id))).toEqual({ completed: 3, rejected: 1 });
    expect(await waiting(0, 9)).toEqual([]);
  });

  it("stops at the float, to the minor unit: each row has its own outcome", async () => {
    const id = await prepared(csvOf(Array.from({ length: 5 }, (_, n) => [phones[n] ?? "", 30_000])));
    await submitFile(world, maker, id);
    await work();
    expect(tally((await lines(id)).map(({ state: is, refusal }) => `${is} ${refusal}`))).toEqual({
      "made null": 3,
      "refused ledger.insufficient-float": 2,
    });
    expect(await world.balanceOf(own.floatAccountId)).toEqual({ posted: 100_000_00n, held: 90_000_00n });
  });

  it("is made once, whatever dies on the way and however many workers there are", async () => {
    const count = 1_200;
    const id = await prepared(csvOf(Array.from({ length: count }, (_, n) => [phones[n % 5] ?? "", 10])));
    await submitFile(world, maker, id);
    const superuser = postgres(world.urls.superuserUrl, { max: 1 });
    let kills = 0;
    let working = true;
    const killing = (async () => {
      while (working && kills < 6) {
        const [row] = await superuser<{ n: number }[]>`
          select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
           where usename = 'portal_worker' and datname = current_database() and state = 'active'
             and (select count(*) from batch_rows where batch_id = ${id} and state = 'made') >= ${kills * 150}`;
        kills += row?.n ?? 0;
      }
    })();
    // Those that die with their connection are what the next round is for.
    const unit = workerUnit(world, worker);
    const again = async () => {
      while ((await state(id)) === "submitting") await workThrough(unit).catch(() => undefined);
    };
    await Promise.all([again(), again()]);
    working = false;
    await killing;
    await superuser.end();
    expect(kills).toBeGreaterThan(0);
    const { made, refused } = await totals(id);
    expect({ made, refused }).toEqual({ made: count, refused: 0 });
    const [row] = (await world.as(checker.caller, (ctx) =>
      ctx.tx.execute(
        sql`select count(*)::int as n, count(distinct batch_line)::int as lines from operations where batch_id = ${id}`,
      ),
    )) as unknown as { n: number; lines: number }[];
    expect(row).toEqual({ n: count, lines: count });
  });

  it("ends with its maker's role: the rest is refused", async () => {
    const id = await prepared(csvOf([[phones[0] ?? "", 100]]));
    await submitFile(world, maker, id);
    await run(sql`update memberships set roles = '{viewer}', unit_id = app_unit() where person_id = ${maker.id}`);
    await work();
    expect(await lines(id, "all", checker)).toMatchObject([{ state: "refused", refusal: "auth.forbidden" }]);
    expect(await operations()).toEqual([]);
  });
});

it("nobody but its maker changes or submits a file, and another distributor's people do not know it", async () => {
  const id = await prepared(csvOf([[phones[0] ?? "", 100]]));
  const colleague = await own.person("Colleague", ["maker"]);
  const stranger = await (await world.distributor(0n)).person("Stranger", ["maker"]);
  const tries = (by: TestPerson) => [
    () => submitFile(world, by, id),
    () => world.as(by.caller, (ctx) => leaveOut(ctx, { batchId: id, which: "problems" })),
    () =>
      world.as(by.caller, (ctx) =>
        mendLine(ctx, { batchId: id, line: 2, mended: { phone: "", amount: "", memo: "" } }),
      ),
    () => world.as(by.caller, (ctx) => mapColumns(ctx, { batchId: id, mapping: { phone: 1, amount: 0, memo: null } })),
  ];
  for (const work of tries(colleague)) expect(await codeOf(work())).toBe("batches.not-maker");
  for (const work of tries(stranger)) expect(await codeOf(work())).toBe("batches.not-found");
  for (const work of tries(checker)) expect(await codeOf(work())).toBe("auth.forbidden");
  expect(await codeOf(world.as(stranger.caller, (ctx) => readBatch(ctx, id)))).toBe("batches.not-found");
  expect(await totals(id)).toMatchObject({ ready: 1 });
  expect((await world.as(maker.caller, (ctx) => readBatch(ctx, id))).isOwn).toBe(true);
});

function run(statement: ReturnType<typeof sql>) {
  return import("@/lib/runtime").then(({ run: unit }) =>
    unit(world.system, { requestId: "test", database: world.owner }, (ctx) => ctx.tx.execute(statement)),
  );
}
