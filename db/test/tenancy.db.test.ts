import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { type History, makeHistory } from "./history";
import { inUnit } from "./in-unit";
import { createWorld, type TestDistributor, type World } from "./world";

let world: World;
let history: History;
let other: TestDistributor;
let app: postgres.Sql;
const ours = () => ({ issuerId: world.issuerId, organisation: history.distributor.id });
const theirs = () => ({ issuerId: world.issuerId, organisation: other.id });

beforeAll(async () => {
  world = await createWorld();
  history = await makeHistory(world);
  other = await world.distributor(1_000_00n);
  app = postgres(world.urls.appUrl, { max: 1 });
});

afterAll(async () => {
  await app?.end();
  await world?.close();
});

describe("another tenant's rows", () => {
  const OF_A_DISTRIBUTOR = [
    "operations",
    "operation_decisions",
    "batches",
    "batch_rows",
    "operation_revisions",
    "ledger_transfers",
    "ledger_holds",
    "audit_entries",
    "idempotency_keys",
    "outbox_events",
    "api_keys",
    "api_key_secrets",
    "memberships",
  ];

  it.each(OF_A_DISTRIBUTOR)("%s: a distributor sees its own and nothing of its neighbour's", async (table) => {
    const count = (scope: ReturnType<typeof ours>) =>
      inUnit(app, scope, (tx) => tx`select count(*)::int as n from ${tx(table)}`);
    expect((await count(ours()))[0]?.n).toBeGreaterThan(0);
    expect((await count(theirs()))[0]?.n).toBe(0);
  });

  it("accounts and entries: a distributor sees its own account alone", async () => {
    const accounts = await inUnit(app, theirs(), (tx) => tx`select id from ledger_accounts`);
    expect([...accounts]).toEqual([{ id: other.floatAccountId }]);
    const entries = await inUnit(app, theirs(), (tx) => tx`select account_id from ledger_entries`);
    expect([...entries]).toEqual([]);
  });

  it("another issuer sees nothing at all, whatever it says of its scope", async () => {
    const tables = await app`
      select distinct c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('sessions', 'person_controls')
         and (a.attname = 'issuer_id' or c.relname = 'issuers')`;
    expect(tables.length).toBeGreaterThan(15);
    for (const { table } of tables) {
      const stranger = { issuerId: newId("issuer"), organisation: "*" };
      const [row] = await inUnit(
        app,
        stranger,
        (tx) => tx`select count(*)::int as n from (select from ${tx(table)}) x`,
      );
      expect({ table, rows: row?.n }).toEqual({ table, rows: 0 });
    }
  });
});
