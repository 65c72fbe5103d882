import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { cancelWithdrawal, requestWithdrawal } from "@/lib/wallets";
import { cashOut, decide, submit } from "./acts";
import { inUnit } from "./in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

let world: World;
let a: TestDistributor;
let b: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let customer: { id: Id<"customer">; accountId: Id<"account">; phone: E164 };
let app: postgres.Sql;
let waiting: Id<"withdrawal">;
let taken: Id<"withdrawal">;
let operation: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(0n);
  b = await world.distributor(0n);
  maker = await a.person("Maker of A", ["maker"]);
  checker = await a.person("Checker of A", ["checker"]);
  customer = await world.customer("+2348123450001", 10_000_00n);
  app = postgres(world.urls.appUrl, { max: 1 });
});

beforeEach(async () => {
  waiting = await request();
  taken = await request();
  operation = await submit(world, maker.caller, cashOut({ withdrawal: taken }));
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await world.close();
});

const request = () =>
  world.asOwner((ctx) => requestWithdrawal(ctx, { phone: customer.phone, amount: money(10_00n, "NGN") }));

/** What the database says to a change of a request, made in SQL in a distributor's own unit of work. */
const change = (by: TestDistributor, id: Id<"withdrawal">, set: string) =>
  inUnit(app, { issuerId: world.issuerId, organisation: by.id }, (tx) =>
    tx.unsafe(`update withdrawal_requests set ${set}, unit_id = app_unit() where id = '${id}'`),
  ).then(
    ({ count }) => count,
    (error) => error.code,
  );

describe("in SQL as the application's role, a distributor", () => {
  it.each([
    ["give back", "status = 'waiting', taken_by = null, taken_by_distributor = null"],
    ["mark as paid out", "status = 'fulfilled'"],
    ["take over", `taken_by = '${newId("operation")}'`],
  ])("cannot %s what another one has taken", async (_, set) => {
    expect(await change(b, taken, set)).toBe("PU004");
  });

  it("cannot take a request in another one's name", async () => {
    const set = `status = 'taken', taken_by = '${newId("operation")}', taken_by_distributor = '${a.id}'`;
    expect(await change(b, waiting, set)).toBe("PU004");
    expect(await change(a, waiting, set)).toBe(1);
  });

  it("cannot mark as paid out what it has taken before anybody has approved, nor what nobody has taken", async () => {
    expect(await change(a, taken, "status = 'fulfilled'")).toBe("PU004");
    expect(await change(a, waiting, "status = 'fulfilled'")).toBe("PU004");
  });

  it("cannot change what a customer has asked for", async () => {
    for (const set of ["amount_minor = 1", "currency = 'USD'", "memo = 'x'", `hold_id = '${newId("hold")}'`])
      expect(await change(a, taken, set)).toBe("42501");
  });

  it("cannot put a request that was paid out back into the queue", async () => {
    expect(await decide(world, checker.caller, operation)).toMatchObject({ status: "completed" });
    const set = "status = 'waiting', taken_by = null, taken_by_distributor = null";
    expect(await change(a, taken, set)).toBe("PU004");
  });
});

describe("in SQL as the application's role, a customer's word", () => {
  const everything = () => ({ issuerId: world.issuerId, organisation: "*" });
  const refusal = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.code);

  it.each([
    ["no session", null],
    ["a session that there is not", Buffer.alloc(32, 7)],
  ])("is not made up with %s: nothing is asked for, and nothing held", async (_, proof) => {
    const before = await world.balanceOf(customer.accountId);
    const rows = await inUnit(
      app,
      everything(),
      (
        tx,
        unit,
      ) => tx`select withdrawal_ask(${world.issuerId}, ${unit}, ${newId("withdrawal")}, ${customer.id}, 100, 'NGN', null,
        ${newId("hold")}, ${proof}) as outcome`,
    );
    expect([...rows]).toEqual([{ outcome: "forbidden" }]);
    expect(await world.balanceOf(customer.accountId)).toEqual(before);
  });

  it.each([
    ["no session", null],
    ["a session that there is not", Buffer.alloc(32, 7)],
  ])("is not taken back with %s", async (_, proof) => {
    const rows = await inUnit(
      app,
      everything(),
      (tx, unit) => tx`select withdrawal_cancel(${world.issuerId}, ${unit}, ${waiting}, ${proof}) as outcome`,
    );
    expect([...rows]).toEqual([{ outcome: "not-found" }]);
  });

  it("is not written past the functions that ask for its proof", async () => {
    const insert = inUnit(
      app,
      everything(),
      (
        tx,
        unit,
      ) => tx`insert into withdrawal_requests (issuer_id, id, customer_id, amount_minor, currency, hold_id, updated_at, unit_id)
        values (${world.issuerId}, ${newId("withdrawal")}, ${customer.id}, 100, 'NGN', ${newId("hold")}, now(), ${unit})`,
    );
    expect(await refusal(insert)).toBe("42501");
    expect(await change(a, waiting, "status = 'cancelled'")).toBe("PU004");
    expect(await change(a, taken, "status = 'cancelled', taken_by = null, taken_by_distributor = null")).toBe("PU004");
  });

  it("is an end once it is taken back", async () => {
    await world.asOwner((ctx) => cancelWithdrawal(ctx, waiting));
    for (const set of [
      "status = 'waiting'",
      `status = 'taken', taken_by = '${newId("operation")}', taken_by_distributor = '${a.id}'`,
    ])
      expect(await change(a, waiting, set)).toBe("PU004");
  });
});
