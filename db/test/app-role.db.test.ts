import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { claimInSql } from "./claim-in-sql";
import { type History, makeHistory } from "./history";
import { inUnit } from "./in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

let world: World;
let history: History;
let other: TestDistributor;
let app: postgres.Sql;
let worker: postgres.Sql;
const ours = () => ({ issuerId: world.issuerId, organisation: history.distributor.id });

beforeAll(async () => {
  world = await createWorld();
  history = await makeHistory(world);
  other = await world.distributor(1_000_00n);
  app = postgres(world.urls.appUrl, { max: 1 });
  worker = postgres(world.urls.workerUrl, { max: 1 });
});

afterAll(async () => {
  await Promise.all([app?.end(), worker?.end()]);
  await world?.close();
});

describe("SQL as the application's role", () => {
  const ledger = ["ledger_accounts", "ledger_transfers", "ledger_entries", "ledger_holds", "ledger_chains"];
  const kept = [
    ...ledger,
    "operations",
    "operation_decisions",
    "operation_revisions",
    "audit_entries",
    "audit_chains",
    "limit_counters",
  ];

  it.each(kept)("cannot write %s, inside a unit neither", async (table) => {
    for (const statement of [`insert into ${table} default values`, `update ${table} set unit_id = app_unit()`]) {
      await expect(inUnit(app, ours(), (tx) => tx.unsafe(statement))).rejects.toMatchObject({ code: "42501" });
    }
    for (const statement of [`delete from ${table}`, `truncate ${table}`]) {
      await expect(inUnit(app, ours(), (tx) => tx.unsafe(statement))).rejects.toMatchObject({ code: "42501" });
    }
  });

  const claim = (by: TestPerson) =>
    inUnit(app, ours(), (tx, unit) =>
      claimInSql(tx, unit, { issuerId: world.issuerId, desk: history.distributor.id }, history.pending, by),
    );

  it("cannot decide for the maker, nor for somebody without a session", async () => {
    expect([...(await claim(history.maker))]).toEqual([{ outcome: "forbidden" }]);
    expect([...(await claim({ ...history.checker, sessionId: newId("session") }))]).toEqual([{ outcome: "forbidden" }]);
    expect([...(await claim(history.checker))]).toEqual([{ outcome: "claimed" }]);
  });

  const settle = (organisation: string) =>
    inUnit(app, ours(), (tx, unit) => {
      const transfer = newId("walletOperation");
      return tx`
        select l.outcome from operations o, lateral ledger_apply(${world.issuerId}, ${unit}, jsonb_build_array(jsonb_build_object(
          'kind', 'settle', 'hold', o.hold_id, 'transfer', ${transfer}::text, 'to', ${history.customer.accountId}::text,
          'organisation', ${organisation}::text, 'operation', o.id))) l where o.id = ${history.pending}`;
    });

  it("cannot move held money that nobody approved, nor post it on another distributor's chain", async () => {
    await expect(settle(history.distributor.id)).rejects.toMatchObject({ code: "PU003" });
    await expect(settle(other.id)).rejects.toMatchObject({ code: "PU001" });
  });

  it.each([
    ["a distributor's scope", ours],
    ["the scope of all", () => ({ ...ours(), organisation: "*" })],
  ])("cannot move money without an operation in %s", async (_, scope) => {
    const items = [
      {
        kind: "transfer",
        transfer: newId("walletOperation"),
        from: history.distributor.floatAccountId,
        to: history.customer.accountId,
        amount: "1",
        currency: "NGN",
        organisation: history.distributor.id,
      },
    ];
    const move = (by: postgres.Sql) =>
      inUnit(
        by,
        scope(),
        (tx, unit) => tx`select outcome from ledger_apply(${world.issuerId}, ${unit}, ${tx.json(items)})`,
      );
    for (const by of [app, worker]) await expect(move(by)).rejects.toMatchObject({ code: "PU003" });
  });
});
