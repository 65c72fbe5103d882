import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Id } from "@/lib/kernel/ids";
import { newId } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";
import { cashIn, submit } from "./acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let app: postgres.Sql;
let operation: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  app = postgres(world.urls.appUrl, { max: 1 });
  await world.customer("+2348123450001");
});

beforeEach(async () => {
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  operation = await submit(world, maker.caller, cashIn(1_00n, parsePhone("+2348123450001")));
});

afterAll(async () => {
  await app?.end();
  await world?.close();
});

/** What somebody keeps with SQL as the application's role, in the scope of one distributor. */
async function keep(work: (tx: postgres.TransactionSql, unit: string) => Promise<unknown>): Promise<void> {
  await app.begin(async (tx) => {
    const unit = newId("unit");
    await tx.unsafe(
      `set local app.issuer = '${world.issuerId}'; set local app.organisation = '${a.id}'; set local app.unit = '${unit}'`,
    );
    await work(tx, unit);
  });
}

const audit = (action: string, subjectId: string, detail: postgres.JSONValue) =>
  keep((tx, unit) => {
    const entry = {
      organisation: a.id,
      actor: `person:${maker.id}`,
      action,
      subjectKind: "operation",
      subjectId,
      detail,
    };
    return tx`select audit_append(${world.issuerId}, ${unit}, ${tx.json([entry])})`;
  });

const ofOperation = async () =>
  (await world.violations())
    .filter((one) => (one as { subject: string }).subject === operation)
    .map((one) => (one as { violation: string }).violation);

// The audit is append-only: a verification that could not read an entry would never be done again.
it.each(["x", "", "99999999999", "-1", "1.5", null, true, [1], { n: 1 }])(
  "an audit entry whose numbers are %j is found and ends no verification",
  async (value) => {
    expect(await ofOperation()).toEqual([]);
    await audit("operation.approved", operation, { revision: value });
    expect(await ofOperation()).toContain("decision-unrecorded");
    await audit("operation.submitted", operation, { approvals: value });
    expect(await ofOperation()).toContain("operation-unrecorded");
  },
);

it("an operation whose payload is nested deeper than any text is found and ends no verification", async () => {
  const payload = JSON.parse(`${'{"to":'.repeat(1_500)}1${"}".repeat(1_500)}`);
  await keep(async (tx, unit) => {
    const [made] = await tx`
      select to_jsonb(o) || jsonb_build_object('id', gen_random_uuid(), 'payload', ${tx.json(payload)}::jsonb, 'session_id', ${maker.sessionId}::uuid,
             'session_proof', ${maker.proof}::text, 'desk_id', organisation_id) as row from operations o where id = ${operation}`;
    operation = made?.row.id;
    const rows = await tx`select outcome from operations_submit(${world.issuerId}, ${unit}, ${tx.json([made?.row])})`;
    expect([...rows]).toEqual([{ outcome: "ok" }]);
  });
  expect(await ofOperation()).toContain("operation-digest");
});
