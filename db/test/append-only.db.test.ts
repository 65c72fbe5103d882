import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { type History, makeHistory } from "./history";
import { inUnit } from "./in-unit";
import { createWorld, type World } from "./world";

const FOR_EVER = [
  "ledger_transfers",
  "ledger_entries",
  "audit_entries",
  "operation_decisions",
  "operation_revisions",
  "idempotency_keys",
];
const NEVER_DELETED = [
  "ledger_accounts",
  "ledger_holds",
  "ledger_chains",
  "audit_chains",
  "operations",
  "batches",
  "batch_rows",
];

let world: World;
let history: History;
let owner: postgres.Sql;

const asOwner = <T>(work: Parameters<typeof inUnit<T>>[2]) =>
  inUnit(owner, { issuerId: world.issuerId, organisation: "*" }, work);

beforeAll(async () => {
  world = await createWorld();
  history = await makeHistory(world);
  owner = postgres(world.urls.ownerUrl, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await owner?.end();
  await world?.close();
});

describe("what is written for ever", () => {
  it.each([...FOR_EVER, ...NEVER_DELETED])("has rows of %s for the owner to try it on", async (table) => {
    const [row] = await asOwner((tx) => tx`select count(*)::int as n from ${tx(table)}`);
    expect(row?.n).toBeGreaterThan(0);
  });

  it.each(FOR_EVER)("%s: the owner cannot change a row", async (table) => {
    await expect(asOwner((tx, unit) => tx`update ${tx(table)} set unit_id = ${unit}`)).rejects.toMatchObject({
      code: "PU002",
    });
  });

  it.each([...FOR_EVER, ...NEVER_DELETED])("%s: the owner cannot delete a row", async (table) => {
    await expect(asOwner((tx) => tx`delete from ${tx(table)}`)).rejects.toMatchObject({ code: "PU002" });
  });

  it.each([...FOR_EVER, ...NEVER_DELETED])("%s: the owner cannot empty it", async (table) => {
    await expect(asOwner((tx) => tx`truncate ${tx(table)} cascade`)).rejects.toMatchObject({ code: "PU002" });
  });
});

describe("what may change, only as drawn", () => {
  const change = (id: string, what: string) => (tx: postgres.TransactionSql) =>
    tx.unsafe(`update operations set ${what}, unit_id = app_unit() where id = '${id}'`);

  it.each([
    ["what a pending operation says", () => change(history.pending, "amount_minor = 1")],
    ["who made it", () => change(history.pending, `maker_id = '${history.checker.id}'`)],
    ["its end without an approval", () => change(history.pending, "status = 'failed', failure_code = 'x'")],
    ["its reject by nobody", () => change(history.pending, "status = 'rejected'")],
    ["an end", () => change(history.rejected, "status = 'pending'")],
  ])("the owner cannot write %s", async (_, work) => {
    await expect(asOwner(work())).rejects.toMatchObject({ code: "PU004" });
  });

  it("the owner cannot reopen a hold, or change what it holds", async () => {
    const done = (tx: postgres.TransactionSql) =>
      tx`update ledger_holds set state = 'open', ended_at = null where held_for = ${history.rejected}`;
    const more = (tx: postgres.TransactionSql) =>
      tx`update ledger_holds set amount_minor = 1 where held_for = ${history.pending}`;
    await expect(asOwner(done)).rejects.toMatchObject({ code: "PU004" });
    await expect(asOwner(more)).rejects.toMatchObject({ code: "PU004" });
  });

  it("the owner cannot give an account to somebody else, nor lift its floor", async () => {
    const give = (tx: postgres.TransactionSql) => tx`update ledger_accounts set owner_id = ${history.customer.id}`;
    const lift = (tx: postgres.TransactionSql) => tx`update ledger_accounts set minimum_minor = -1`;
    await expect(asOwner(give)).rejects.toMatchObject({ code: "PU004" });
    await expect(asOwner(lift)).rejects.toMatchObject({ code: "PU004" });
  });
});

describe("the sums", () => {
  type Leg = { account: string; amount: bigint; version: number; currency?: string };
  const post = (legs: Leg[], options: { operation?: string; total?: bigint } = {}) =>
    asOwner(async (tx, unit) => {
      const transfer = newId("walletOperation");
      const { issuerId } = world;
      const row = { issuer_id: issuerId, organisation_id: history.distributor.id, unit_id: unit };
      const head = {
        ...row,
        id: transfer,
        operation_id: options.operation ?? null,
        sequence_number: 1000n,
        currency: "NGN",
        amount_minor: options.total ?? 100n,
        prev_hash: Buffer.alloc(32),
        hash: Buffer.alloc(32),
        hash_version: 1,
        canonical: "",
        created_at: new Date(),
      };
      const entries = legs.map((leg, n) => ({
        ...row,
        account_id: leg.account,
        account_version: leg.version,
        transfer_id: transfer,
        leg: n + 1,
        currency: leg.currency ?? "NGN",
        amount_minor: leg.amount,
        balance_after_minor: 0n,
        created_at: new Date(),
      }));
      if (entries.length === 0) return tx`insert into ledger_transfers ${tx(head as never)}`;
      return tx`with t as (insert into ledger_transfers ${tx(head as never)}) insert into ledger_entries ${tx(entries as never)}`;
    });
  const float = (amount: bigint): Leg => ({ account: history.distributor.floatAccountId, amount, version: 1000 });
  const wallet = (amount: bigint): Leg => ({ account: history.customer.accountId, amount, version: 1000 });

  it.each([
    ["does not sum to zero", () => [float(-100n), wallet(99n)]],
    ["has one leg", () => [float(-100n)]],
    ["has none", () => []],
    ["has two currencies", () => [float(-100n), { ...wallet(100n), currency: "USD" }]],
  ])("refuse the owner a transfer that %s", async (_, legs) => {
    await expect(post(legs())).rejects.toMatchObject({ code: "PU003" });
  });

  it("refuse the owner a transfer for an operation that nobody approved", async () => {
    const legs = [float(-700_00n), wallet(700_00n)];
    const { pending: operation } = history;
    await expect(post(legs, { operation, total: 700_00n })).rejects.toMatchObject({ code: "PU003" });
  });

  it("refuse the owner a leg that comes late", async () => {
    const late = asOwner(
      (tx, unit) => tx`
        insert into ledger_entries (issuer_id, account_id, account_version, transfer_id, leg, organisation_id, currency, amount_minor,
                                    balance_after_minor, created_at, unit_id)
        select issuer_id, account_id, account_version + 1000, transfer_id, leg + 2, organisation_id, currency, amount_minor,
               balance_after_minor, created_at, ${unit}
          from ledger_entries where transfer_id = (select transfer_id from operations where id = ${history.completed})`,
    );
    await expect(late).rejects.toMatchObject({ code: "PU003" });
  });

  it("a decision by the maker is refused by a constraint", async () => {
    const own = asOwner(
      (tx, unit) => tx`
        insert into operation_decisions (issuer_id, operation_id, revision, person_id, organisation_id, desk_id, maker_id, decision, session_id, unit_id)
        select issuer_id, id, revision, maker_id, organisation_id, organisation_id, maker_id, 'approve', ${history.maker.sessionId}, ${unit}
          from operations where id = ${history.pending}`,
    );
    await expect(own).rejects.toMatchObject({ code: "23514", constraint_name: "operation_decisions_four_eyes" });
  });
});
