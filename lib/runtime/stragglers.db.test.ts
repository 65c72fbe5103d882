import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { signal } from "@/db/test/signal";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { newId } from "@/lib/kernel/ids";

let world: World;
let backstage: Backstage;
let a: TestDistributor;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const kill = (pid: number) => backstage.sql`select pg_terminate_backend(${pid}, 5000)`;

/** Everything that a unit of work can write, as SQL with the unit's id. */
const writes = (unitId: string): Record<string, string> => {
  const [issuer, hold, event] = [world.issuerId, newId("hold"), newId("event")];
  const held = `[{"kind":"hold","hold":"${hold}","account":"${a.floatAccountId}","amount":"100","currency":"NGN",
    "heldFor":"${hold}","organisation":"${a.id}"}]`;
  const audit = `[{"organisation":"${a.id}","actor":"x","action":"straggler","detail":{}}]`;
  const limit = `[{"subject":"key:x","day":"2099-01-01","distributor":"${a.id}","amount":"1"}]`;
  return {
    ledger_apply: `select * from ledger_apply('${issuer}', '${unitId}', '${held}')`,
    audit_append: `select audit_append('${issuer}', '${unitId}', '${audit}')`,
    limits_take: `select * from limits_take('${issuer}', '${unitId}', '${limit}')`,
    outbox: `insert into outbox_events (issuer_id, id, organisation_id, topic, payload, unit_id)
             values ('${issuer}', '${event}', '${a.id}', 'straggler', '{}', '${unitId}')`,
    idempotency: `insert into idempotency_keys (issuer_id, organisation_id, surface, key, request_hash, operation_id, unit_id)
                  values ('${issuer}', '${a.id}', 'api', 'straggler', 'x', '${event}', '${unitId}')`,
  };
};

describe("a statement of a unit that has lost its connection, as the bare driver sends it,", () => {
  // The driver's own fault: the handle of the dead transaction writes to whatever connection has taken its place.
  const straggle = async (between: (client: postgres.Sql) => Promise<unknown>): Promise<Record<string, unknown>> => {
    const client = postgres(world.urls.appUrl, { max: 1, fetch_types: false });
    const unitId = newId("unit");
    const goOn = signal();
    const outcomes: Record<string, unknown> = {};
    const done = signal();
    const dead = client.begin(async (tx) => {
      await tx.unsafe(`set local app.issuer = '${world.issuerId}'; set local app.organisation = '${a.id}';
        set local app.unit = '${unitId}'`);
      const [row] = await tx`select pg_backend_pid() as pid`;
      await kill(row?.pid);
      await goOn.given;
      for (const [name, text] of Object.entries(writes(unitId))) {
        outcomes[name] = await tx.unsafe(text).then(
          () => "done",
          (error) => error.code,
        );
      }
      done.give();
    });
    await expect(dead).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    await client`select 1`;
    goOn.give();
    await between(client);
    await done.given;
    await client.end({ timeout: 1 });
    return outcomes;
  };

  it("is refused by the database when it comes to a renewed connection", async () => {
    expect(await straggle(async () => undefined)).toEqual({
      ledger_apply: "PU001",
      audit_append: "PU001",
      limits_take: "PU001",
      outbox: "42501",
      idempotency: "42501",
    });
  });

  it("leaves nothing behind", async () => {
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: 1_000_00n, held: 0n });
    const rows = await backstage.sql`
      select from audit_entries where action = 'straggler' union all select from outbox_events where topic = 'straggler'
      union all select from idempotency_keys where key = 'straggler' union all select from limit_counters`;
    expect(rows).toHaveLength(0);
  });

  it("is refused by name in another unit of the same scope: it does not say the same id", async () => {
    const client = postgres(world.urls.appUrl, { max: 1, fetch_types: false });
    for (const [name, text] of Object.entries(writes(newId("unit")))) {
      const other = client.begin(async (tx) => {
        await tx.unsafe(`set local app.issuer = '${world.issuerId}'; set local app.organisation = '${a.id}';
          set local app.unit = '${newId("unit")}'`);
        await tx.unsafe(text);
      });
      expect([name, await other.catch((error) => error.code)]).toEqual([
        name,
        expect.stringMatching(/^(PU001|42501)$/),
      ]);
    }
    await client.end();
  });
});
