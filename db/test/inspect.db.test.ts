import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type History, makeHistory } from "./history";
import { createWorld, type World } from "./world";

/** People build on these names: they are the words, in its order. */
const VIEWS = {
  entries: ["transfer_id", "account_id", "currency", "amount_minor", "created_at"],
  accounts: ["id", "owner_id", "owner_kind", "currency", "posted_minor", "held_minor", "may_be_negative"],
  operations: ["id", "distributor_id", "type", "status", "amount_minor", "maker_id", "maker_key_id", "transfer_id"],
  decisions: ["operation_id", "person_id", "decision", "at"],
  transfers: ["id", "distributor_id", "operation_id", "sequence_number", "prev_hash", "hash", "canonical"],
  audit: ["distributor_id", "seq", "at", "actor", "action", "prev_hash", "hash", "canonical"],
};
const READERS = ["auditorUrl", "ownerUrl"] as const;

let world: World;
let history: History;
const connections: Partial<Record<string, postgres.Sql>> = {};
const as = (role: (typeof READERS)[number] | "appUrl" | "workerUrl"): postgres.Sql => {
  connections[role] ??= postgres(world.urls[role], { max: 1 });
  return connections[role];
};

beforeAll(async () => {
  world = await createWorld();
  history = await makeHistory(world);
});

afterAll(async () => {
  await Promise.all(Object.values(connections).map((sql) => sql?.end()));
  await world?.close();
});

describe.each(READERS)("schema inspect as %s", (role) => {
  it.each(Object.entries(VIEWS))("has %s with its columns, and rows in it", async (view, columns) => {
    const sql = as(role);
    const rows = await sql`select * from inspect.${sql(view)}`;
    expect(rows.columns.map((column) => column.name)).toEqual(columns);
    expect(rows.length).toBeGreaterThan(0);
  });

  it("has violations, and there are none", async () => {
    expect([...(await as(role)`select * from inspect.violations`)]).toEqual([]);
  });

  it("speaks of bare ids and of the holder's money: positive is what they have", async () => {
    const sql = as(role);
    const [float] = await sql`select * from inspect.accounts where owner_id = ${history.distributor.id}`;
    expect(float).toEqual({
      id: history.distributor.floatAccountId,
      owner_id: history.distributor.id,
      owner_kind: "distributor",
      currency: "NGN",
      posted_minor: String(100_000_00n - 1_234_56n + 3_000_00n),
      held_minor: String(700_00n + 850_00n + 10_00n),
      may_be_negative: false,
    });
    const [settlement] =
      await sql`select posted_minor, may_be_negative from inspect.accounts where owner_kind = 'issuer'`;
    expect(settlement).toEqual({ posted_minor: String(-150_000_00n), may_be_negative: true });
  });

  it("tells who decided what, and no recall", async () => {
    const rows = await as(role)`select decision, person_id from inspect.decisions order by decision`;
    const by = history.checker.id;
    expect([...rows]).toEqual(
      ["approve", "approve", "approve", "reject"].map((decision) => ({ decision, person_id: by })),
    );
  });

  it.each(["transfers", "audit"])("lets anybody check the chain of %s with SHA-256 alone", async (view) => {
    const sql = as(role);
    const order = sql(view === "audit" ? "seq" : "sequence_number");
    const rows = await sql`select *, encode(sha256(prev_hash || convert_to(canonical, 'UTF8')), 'hex') as computed
      from inspect.${sql(view)} where distributor_id = ${history.distributor.id} order by ${order}`;
    expect(rows.length).toBeGreaterThan(1);
    let previous = "00".repeat(32);
    for (const row of rows) {
      expect(row.prev_hash.toString("hex")).toBe(previous);
      expect(row.hash.toString("hex")).toBe(row.computed);
      previous = row.computed;
    }
  });

  it("writes nothing", async () => {
    const sql = as(role);
    await expect(sql`delete from inspect.entries`).rejects.toThrow();
    await expect(sql`insert into inspect.decisions (decision) values ('approve')`).rejects.toThrow();
  });
});

describe("everybody else", () => {
  it.each(["appUrl", "workerUrl"] as const)("%s cannot read schema inspect", async (role) => {
    const sql = as(role);
    for (const view of [...Object.keys(VIEWS), "violations"]) {
      await expect(sql`select from inspect.${sql(view)}`).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("the owner does not inherit the auditor's sight: outside a unit its own tables show it nothing", async () => {
    const rows = await as("ownerUrl")`
      select (select count(*)::int from ledger_entries) as entries, (select count(*)::int from operations) as operations`;
    expect([...rows]).toEqual([{ entries: 0, operations: 0 }]);
  });

  it("the auditor reads no secrets: no people, no sessions, no codes", async () => {
    for (const table of [
      "people",
      "sessions",
      "session_seals",
      "person_devices",
      "wallet_sessions",
      "wallet_devices",
      "recovery_codes",
      "sign_in_challenges",
    ]) {
      const sql = as("auditorUrl");
      await expect(sql`select from ${sql(table)}`).rejects.toMatchObject({ code: "42501" });
    }
  });
});
