import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { type History, makeHistory } from "./history";
import { inUnit } from "./in-unit";
import { createWorld, type World } from "./world";

/** Writers and what they take after issuer and unit. An empty list is a call all the same. */
const WRITERS: [name: string, rest: string][] = [
  ["ledger_apply", "'[]'"],
  ["audit_append", "'[]'"],
  ["operations_submit", "'[]'"],
  ["operations_make", "'[]', '[]', '[]'"],
  ["consents_room", "'[]'"],
  ["withdrawal_ask", "gen_random_uuid(), gen_random_uuid(), 1, 'NGN', null, gen_random_uuid(), ''"],
  ["withdrawal_cancel", "gen_random_uuid(), ''"],
  ["organisation_set_escalation", "gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '', 60"],
  ["float_accounts_apply", "gen_random_uuid()"],
  ["operations_claim", "gen_random_uuid(), '[]'"],
  ["operations_undo", "gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), ''"],
  ["operations_claim_revision", "gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), ''"],
  ["operations_revise", "gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), '', '{}'"],
  ["operations_claim_end", "null, null, null, null, '{}'"],
  ["operations_finish", "'[]'"],
  ["people_apply", "gen_random_uuid()"],
  ["organisations_apply", "gen_random_uuid()"],
  ["changes_rehearse", "'{}'"],
  ["membership_narrow", "gen_random_uuid(), gen_random_uuid(), null, 'suspended', 'x'"],
  ["invitation_send", "gen_random_uuid(), gen_random_uuid(), ''"],
  ["organisation_suspend", "'merchant', gen_random_uuid(), 'x'"],
  ["distributor_set_low_float", "gen_random_uuid(), 1"],
  ["merchant_create", "gen_random_uuid(), gen_random_uuid(), 'x', '123', null, 'NGN'"],
  ["customer_create", "gen_random_uuid(), gen_random_uuid(), 'x', '+1', 'NGN'"],
  ["api_requests_write", "'[]'"],
  ["limits_take", "'[]'"],
  ["limits_give_back", "'[]'"],
  ["open_session", "gen_random_uuid(), gen_random_uuid(), '', '', now(), null, null, null, ''"],
];
const OPENERS: [name: string, rest: string][] = [
  ["ledger_open_account", "gen_random_uuid(), 'code', 'customer', gen_random_uuid(), 'NGN'"],
  ["open_chains", "gen_random_uuid()"],
];

let world: World;
let history: History;
let app: postgres.Sql;
let owner: postgres.Sql;
const ours = () => ({ issuerId: world.issuerId, organisation: history.distributor.id });
const quoted = (id: string) => `'${id}'::uuid`;

beforeAll(async () => {
  world = await createWorld();
  history = await makeHistory(world);
  app = postgres(world.urls.appUrl, { max: 1 });
  owner = postgres(world.urls.ownerUrl, { max: 1 });
});

afterAll(async () => {
  await Promise.all([app?.end(), owner?.end()]);
  await world?.close();
});

describe("a statement that ends up outside its unit of work", () => {
  const callers: [string, () => postgres.Sql, [string, string][]][] = [
    ["portal_app", () => app, WRITERS],
    ["portal_owner", () => owner, [...WRITERS, ...OPENERS]],
  ];
  const cases = callers.flatMap(([role, sql, writers]) => writers.map(([name, rest]) => ({ role, sql, name, rest })));

  it.each(cases)("$role: $name is refused without a unit", async ({ sql, name, rest }) => {
    const call = sql().unsafe(`select ${name}(${quoted(world.issuerId)}, ${quoted(newId("unit"))}, ${rest})`);
    await expect(call).rejects.toMatchObject({ code: "PU001" });
  });

  it.each(cases)("$role: $name is refused in another one's unit", async ({ sql, name, rest }) => {
    const call = inUnit(sql(), ours(), (tx) =>
      tx.unsafe(`select ${name}(${quoted(world.issuerId)}, ${quoted(newId("unit"))}, ${rest})`),
    );
    await expect(call).rejects.toMatchObject({ code: "PU001" });
  });

  it.each(cases)("$role: $name is refused for another issuer", async ({ sql, name, rest }) => {
    const call = inUnit(sql(), ours(), (tx, unit) =>
      tx.unsafe(`select ${name}(${quoted(newId("issuer"))}, ${quoted(unit)}, ${rest})`),
    );
    await expect(call).rejects.toMatchObject({ code: "PU001" });
  });

  const direct: [string, string][] = [
    [
      "outbox_events",
      "(issuer_id, id, organisation_id, topic, payload, unit_id) select $1::uuid, gen_random_uuid(), $2::uuid, 't', '{}', $3::uuid",
    ],
    [
      "idempotency_keys",
      "(issuer_id, organisation_id, surface, key, request_hash, operation_id, unit_id) select $1::uuid, $2::uuid, 'api', 'k', '', gen_random_uuid(), $3::uuid",
    ],
  ];

  it.each(direct)("cannot write %s, though the application may", async (table, row) => {
    const values = [world.issuerId, history.distributor.id, newId("unit")];
    await expect(app.unsafe(`insert into ${table} ${row}`, values)).rejects.toMatchObject({ code: "42501" });
    await expect(inUnit(app, ours(), (tx) => tx.unsafe(`insert into ${table} ${row}`, values))).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("cannot open a session, nor lengthen one", async () => {
    const opened = app`
      insert into sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, expires_at)
      values (${newId("session")}, ${Buffer.alloc(32)}, ${history.checker.id}, ${world.issuerId}, ${history.distributor.id},
              'distributor', now() + interval '1 day')`;
    await expect(opened).rejects.toMatchObject({ code: "42501" });
    await expect(app`update sessions set expires_at = now() + interval '1 year'`).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("finds nothing to change", async () => {
    expect((await app`update withdrawal_requests set status = 'waiting'`).count).toBe(0);
    expect((await app`update outbox_events set attempts = 9`).count).toBe(0);
  });

  it("may neither read nor write a row with what a unit before it on the same connection has set", async () => {
    const inside = await inUnit(app, ours(), (tx) => tx`select count(*)::int as n from operations`);
    expect(inside[0]?.n).toBeGreaterThan(0);
    const [after] = await app`select count(*)::int as n, app_unit() as unit, app_issuer() as issuer from operations`;
    expect(after).toEqual({ n: 0, unit: null, issuer: null });
  });
});
