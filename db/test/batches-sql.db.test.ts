import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { readLinesHash, submitBatch } from "@/lib/batches";
import { type Id, newId } from "@/lib/kernel/ids";
import { codeOf } from "./acts";
import { csvOf, submitFile, upload, workerUnit, workThrough } from "./files";
import { inUnit } from "./in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

// With the application's or the worker's role and free SQL: files are worth what their maker's session has submitted.
const PHONE = "+2348123450001";
let world: World;
let worker: Database;
let app: postgres.Sql;
let working: postgres.Sql;
let own: TestDistributor;
let maker: TestPerson;
let colleague: TestPerson;
let ready: Id<"batch">;
let customer: Id<"customer">;

beforeAll(async () => {
  world = await createWorld();
  worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  app = postgres(world.urls.appUrl, { max: 1 });
  working = postgres(world.urls.workerUrl, { max: 1 });
  customer = (await world.customer(PHONE)).id;
});
beforeEach(async () => {
  own = await world.distributor(1_000_00n);
  maker = await own.person("Maker", ["maker"]);
  colleague = await own.person("Colleague", ["maker"]);
  ready = await upload(world, maker, csvOf([[PHONE, 100]]));
  await workThrough(workerUnit(world, worker));
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([app.end(), working.end(), worker.$client.end({ timeout: 1 })]);
  await world.close();
});

type Work<T> = (tx: postgres.TransactionSql, unitId: Id<"unit">) => Promise<T>;
const asApp = <T>(work: Work<T>) => inUnit(app, { issuerId: world.issuerId, organisation: own.id }, work);
const asWorker = <T>(work: Work<T>) => inUnit(working, { issuerId: world.issuerId, organisation: "*" }, work);
const stateOf = (error: unknown) => (error as { code?: string }).code;
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => stateOf(error),
  );

const submitBy = (person: TestPerson, session: TestPerson, proof = session.proof) =>
  asApp(async (tx, unit) => {
    const [{ seen } = {}] = await tx`select batch_lines_hash(${world.issuerId}, ${ready}) as seen`;
    const [row] = await tx`select batch_submit(${world.issuerId}, ${unit}, ${ready}, ${person.id}, ${session.sessionId},
                                               decode(${proof}, 'hex'), ${seen}, false) as outcome`;
    return row?.outcome;
  });

/** Changes a row for good, as no verb does. */
const asChange = (change: ((tx: postgres.TransactionSql) => Promise<unknown>) | undefined) =>
  app.begin(async (tx) => {
    await tx.unsafe(`set local app.issuer = '${world.issuerId}'; set local app.organisation = '${own.id}';
      set local app.unit = '${newId("unit")}'`);
    await change?.(tx);
  });

/** What an operation of the file's line says, with changes; its money is not held, which nobody asks before this. */
const make = (as: typeof asApp, change: object = {}) =>
  as(async (tx, unit) => {
    const row = {
      id: newId("operation"),
      organisation_id: own.id,
      desk_id: own.id,
      type: "cash-in",
      type_version: 1,
      maker_id: maker.id,
      payload: { to: { phone: PHONE } },
      digest: `\\x${"00".repeat(32)}`,
      amount_minor: "10000",
      currency: "NGN",
      counterparty_kind: "customer",
      counterparty_id: customer,
      counterparty_name: "Customer",
      counterparty_phone: PHONE,
      expires_at: new Date(Date.now() + 60_000).toISOString(),
      local_day: "2026-01-01",
      batch_id: ready,
      batch_line: 2,
      ...change,
    };
    const [made] = await tx`select outcome from operations_submit(${world.issuerId}, ${unit}, ${tx.json([row])})`;
    return made?.outcome;
  });

it("only its maker submits a file, in a live session of their own", async () => {
  expect(await submitBy(maker, maker)).toBe("ok");
  expect(await submitBy(colleague, colleague)).toBe("not-maker");
  expect(await submitBy(maker, colleague)).toBe("forbidden");
  expect(await submitBy(maker, maker, "00".repeat(32))).toBe("forbidden");
});

it("rows that were changed under their maker are not submitted, to whatever end and though they come to the same", async () => {
  const seen = await world.as(maker.caller, (ctx) => readLinesHash(ctx, ready));
  const changes = [
    (tx: postgres.TransactionSql) =>
      tx`update batch_rows set phone = '+2348123450002', unit_id = app_unit() where batch_id = ${ready}`,
    (tx: postgres.TransactionSql) =>
      tx`update batch_rows set memo = 'Rent', unit_id = app_unit() where batch_id = ${ready}`,
    (tx: postgres.TransactionSql) =>
      tx`update batch_rows set amount_minor = 99999, unit_id = app_unit() where batch_id = ${ready}`,
    (tx: postgres.TransactionSql) =>
      tx`update batch_rows set state = 'left-out', unit_id = app_unit() where batch_id = ${ready}`,
  ];
  const submitAfter = (change?: (typeof changes)[number]) =>
    asApp(async (tx, unit) => {
      await change?.(tx);
      const [row] = await tx`select batch_submit(${world.issuerId}, ${unit}, ${ready}, ${maker.id}, ${maker.sessionId},
                                                 decode(${maker.proof}, 'hex'), decode(${seen}, 'hex'), true) as outcome`;
      return row?.outcome;
    });
  expect(await submitAfter()).toBe("ok");
  for (const change of changes) expect(await submitAfter(change)).toBe("changed");
  await asChange(changes[1]);
  const submitted = world.as(maker.caller, (ctx) => submitBatch(ctx, { batchId: ready, seen, duplicatesMeant: true }));
  expect(await codeOf(submitted)).toBe("batches.changed-meanwhile");
});

it("nobody keeps a code for lines of a file that is not submitted, of another distributor's, or of none", async () => {
  const other = await world.distributor(0n);
  const step = (as: { id: string }, lines: readonly number[], batch: string = ready) =>
    inUnit(
      app,
      { issuerId: world.issuerId, organisation: as.id },
      (
        tx,
        unit,
      ) => tx`select step_up_file(${world.issuerId}, ${unit}, ${as.id}, ${colleague.id}, ${colleague.sessionId},
                                           decode(${colleague.proof}, 'hex'), ${batch}, ${[...lines]}) as outcome`,
    );
  expect(await refusal(step(own, [2]))).toBe("PU004");
  await submitFile(world, maker, ready);
  expect(await refusal(step(own, []))).toBe("PU004");
  expect(await refusal(step(own, [2], newId("batch")))).toBe("PU004");
  expect(await refusal(step(other, [2]))).toBe("PU004");
  // No code of about now was used up.
  expect((await step(own, [2]))[0]?.outcome).toBe("stale");
});

it("nobody draws the edges of a submission beside it", async () => {
  const to = (state: string) =>
    asApp(
      (tx, unit) =>
        tx`update batches set state = ${state}, submitted_at = now(), unit_id = ${unit} where id = ${ready}`,
    );
  expect(await refusal(to("submitting"))).toBe("PU003");
  expect(await refusal(to("submitted"))).toBe("PU004");
  await submitFile(world, maker, ready);
  for (const as of [asApp, asWorker]) {
    expect(
      await refusal(
        as((tx, unit) => tx`update batches set state = 'submitted', unit_id = ${unit} where id = ${ready}`),
      ),
    ).toBe("PU003");
  }
});

it("what a file says stays as it was submitted, and nothing is added to it", async () => {
  const change = (as: typeof asApp) =>
    as((tx, unit) => tx`update batch_rows set amount_minor = 20000, unit_id = ${unit} where batch_id = ${ready}`);
  const add = (as: typeof asApp) =>
    as(
      (
        tx,
        unit,
      ) => tx`insert into batch_rows (issuer_id, batch_id, line, organisation_id, cells, state, phone, amount_minor, unit_id)
                       values (${world.issuerId}, ${ready}, 3, ${own.id}, '[]', 'ready', ${PHONE}, 1, ${unit})`,
    );
  expect(await refusal(change(asApp))).toBe("done");
  expect(await refusal(add(asWorker))).toBe("PU004");
  await submitFile(world, maker, ready);
  for (const as of [asApp, asWorker]) {
    expect(await refusal(change(as))).toBe("PU004");
    expect(await refusal(add(as))).toMatch(/PU004|42501/);
    expect(await refusal(as((tx) => tx`delete from batch_rows where batch_id = ${ready}`))).toMatch(/PU002|42501/);
  }
});

it("an operation of a file is one of its lines, once it is submitted, and nothing else", async () => {
  expect(await make(asWorker)).toBe("forbidden");
  await submitFile(world, maker, ready);
  expect(await make(asWorker)).toBe("ok");
  const others = [
    { amount_minor: "10001" },
    { counterparty_phone: "+2348123450002" },
    { memo: "another" },
    { batch_line: 3 },
    { batch_id: newId("batch") },
    { maker_id: colleague.id },
    { type: "cash-out-fulfillment" },
  ];
  for (const change of others) expect([change, await make(asWorker, change)]).toEqual([change, "forbidden"]);
  // A line says nothing of a receipt or of somebody's request in the queue.
  expect(await refusal(make(asWorker, { reference: "R-1" }))).toBe("23514");
  expect(await refusal(make(asWorker, { withdrawal_id: newId("withdrawal") }))).toBe("23514");
  // Without a file the worker has no proof of anybody.
  expect(await make(asWorker, { batch_id: null, batch_line: null })).toBe("forbidden");
});

it("nobody says of a line that it was made but with its own operation", async () => {
  await submitFile(world, maker, ready);
  const done = (items: object[]) =>
    asWorker(
      (tx, unit) => tx`select batch_lines_done(${world.issuerId}, ${unit}, ${ready}, ${tx.json(items as never)})`,
    );
  expect(await refusal(done([{ line: 2, operation: newId("operation") }]))).toBe("PU004");
  expect(await refusal(done([{ line: 9, refusal: "auth.forbidden" }]))).toBe("PU004");
  expect(await refusal(done([{ line: 2, refusal: "auth.forbidden" }]))).toBe("done");
});
