import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, decide, submit } from "@/db/test/acts";
import { claimInSql } from "@/db/test/claim-in-sql";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { readOperation } from ".";

let world: World;
let a: TestDistributor;
let both: TestPerson;
let checker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let app: postgres.Sql;
let owner: postgres.Sql;
let own: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(10_000_00n);
  both = await a.person("Maker and Checker", ["maker", "checker"]);
  checker = await a.person("Checker", ["checker"]);
  customer = await world.customer("+2348123450001");
  app = postgres(world.urls.appUrl, { max: 1 });
  owner = postgres(world.urls.ownerUrl, { max: 1 });
});

beforeEach(async () => {
  own = await submit(world, both.caller, cashIn(10_00n, customer.phone));
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([app.end(), owner.end()]);
  await world.close();
});

const scope = () => ({ issuerId: world.issuerId, organisation: a.id });
const refusal = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.code ?? error);

const claim = (tx: postgres.TransactionSql, unit: string, id: string, by = both, decision = "approve") =>
  claimInSql(tx, unit, { issuerId: world.issuerId, desk: a.id }, id, by, { decision });

const settle = (tx: postgres.TransactionSql, unit: string, id: string, to = customer.accountId, holdOf = id) =>
  tx<{ outcome: string }[]>`
    select l.outcome from operations o join operations other on other.id = ${holdOf}, lateral ledger_apply(${world.issuerId}, ${unit}, jsonb_build_array(jsonb_build_object(
      'kind', 'settle', 'hold', other.hold_id, 'transfer', ${newId("walletOperation")}::text, 'to', ${to}::text,
      'organisation', ${a.id}::text, 'operation', o.id))) l where o.id = ${id}`;

const finish = (tx: postgres.TransactionSql, unit: string, id: string, status: string) => {
  const items = tx.json([{ operation: id, status }]);
  return tx`select operations_finish(${world.issuerId}, ${unit}, ${items})`;
};

describe("in SQL as the application's role, in a unit of their own, the person with both roles", () => {
  it.each(["approve", "reject"])("cannot %s their own operation", async (decision) => {
    const rows = await inUnit(app, scope(), (tx, unit) => claim(tx, unit, own, both, decision));
    expect([...rows]).toEqual([{ outcome: "own" }]);
  });

  it("cannot do so by naming another person with their own session, or their own person with another session", async () => {
    const strangers = [
      { ...both, id: checker.id },
      { ...both, sessionId: checker.sessionId },
      { ...both, id: newId("person") },
    ];
    for (const by of strangers) {
      const rows = await inUnit(app, scope(), (tx, unit) => claim(tx, unit, own, by));
      expect(["forbidden", "own"]).toContain(rows[0]?.outcome);
    }
  });

  it("cannot write a decision, nor change an operation, a hold, an account or the ledger", async () => {
    const writes = [
      `insert into operation_decisions (issuer_id, operation_id, revision, person_id, organisation_id, desk_id, maker_id, decision, session_id, unit_id)
       select issuer_id, id, revision, '${checker.id}', organisation_id, organisation_id, maker_id, 'approve', '${checker.sessionId}', app_unit()
         from operations where id = '${own}'`,
      `update operations set status = 'completed', unit_id = app_unit() where id = '${own}'`,
      `update operations set maker_id = '${checker.id}', unit_id = app_unit() where id = '${own}'`,
      `update ledger_holds set state = 'settled', unit_id = app_unit() where held_for = '${own}'`,
      `update ledger_accounts set posted_minor = posted_minor + 1, unit_id = app_unit() where id = '${a.floatAccountId}'`,
      `insert into ledger_transfers default values`,
      `insert into ledger_entries default values`,
    ];
    for (const write of writes) {
      expect(await refusal(inUnit(app, scope(), (tx) => tx.unsafe(write)))).toBe("42501");
    }
  });

  it("cannot move the held money that nobody approved", async () => {
    expect(await refusal(inUnit(app, scope(), (tx, unit) => settle(tx, unit, own)))).toBe("PU003");
  });

  it("cannot move it after being refused the decision in the same unit", async () => {
    const tried = inUnit(app, scope(), async (tx, unit) => {
      await claim(tx, unit, own);
      return settle(tx, unit, own);
    });
    expect(await refusal(tried)).toBe("PU003");
  });

  it.each(["completed", "failed", "rejected", "cancelled", "expired", "executing"])(
    "cannot end it as %s while its money is held and nobody has decided",
    async (status) => {
      const code = await refusal(inUnit(app, scope(), (tx, unit) => finish(tx, unit, own, status)));
      expect(code).toMatch(/^(PU004|23514)$/);
    },
  );

  it("cannot make an operation that needs no approval", async () => {
    const made = inUnit(app, scope(), async (tx, unit) => {
      const id = newId("operation");
      const hold = newId("hold");
      const held = [
        {
          kind: "hold",
          hold,
          account: a.floatAccountId,
          amount: "1000",
          currency: "NGN",
          heldFor: id,
          organisation: a.id,
        },
      ];
      await tx`select outcome from ledger_apply(${world.issuerId}, ${unit}, ${tx.json(held)})`;
      await tx`
        select outcome from operations_submit(${world.issuerId}, ${unit}, (
          select jsonb_build_array(to_jsonb(o) || jsonb_build_object('id', ${id}::text, 'hold_id', ${hold}::text, 'approvals_needed', 0,
                   'session_id', ${both.sessionId}::text, 'session_proof', ${both.proof}::text, 'desk_id', ${a.id}::text)) from operations o where o.id = ${own}))`;
      return settle(tx, unit, id);
    });
    expect(await refusal(made)).toBe("PU003");
  });

  it("cannot send approved money to anybody but the one it was approved for", async () => {
    const accomplice = await world.customer("+2348123450002");
    const sent = inUnit(app, scope(), async (tx, unit) => {
      await claim(tx, unit, own, checker);
      return settle(tx, unit, own, accomplice.accountId);
    });
    expect(await refusal(sent)).toBe("PU003");
  });

  it("cannot pay an approved operation out of another one's hold", async () => {
    const another = await submit(world, both.caller, cashIn(10_00n, customer.phone));
    const paid = inUnit(app, scope(), async (tx, unit) => {
      await claim(tx, unit, own, checker);
      return settle(tx, unit, own, customer.accountId, another);
    });
    expect(await refusal(paid)).toBe("PU003");
  });

  it("is no obstacle to another person, who decides as ever", async () => {
    const rows = await inUnit(app, scope(), async (tx, unit) => {
      const claims = await claim(tx, unit, own, checker);
      return [...claims, ...(await settle(tx, unit, own))];
    });
    expect(rows).toEqual([{ outcome: "claimed" }, { outcome: "ok" }]);
  });
});

describe("in SQL as the owner of the tables", () => {
  const insert = (person: string, makerOf: string) =>
    refusal(
      inUnit(owner, { ...scope(), organisation: "*" }, (tx) =>
        tx.unsafe(`
          insert into operation_decisions (issuer_id, operation_id, revision, person_id, organisation_id, desk_id, maker_id, decision, session_id, unit_id)
          select issuer_id, id, revision, '${person}', organisation_id, organisation_id, ${makerOf}, 'approve', '${both.sessionId}', app_unit()
            from operations where id = '${own}'`),
      ),
    );

  it("a decision of the maker breaks a constraint", async () => {
    expect(await insert(both.id, "maker_id")).toBe("23514");
  });

  it("and so does one that lies about who the maker is", async () => {
    expect(await insert(both.id, `'${checker.id}'`)).toBe("23503");
  });

  it("while another person's is taken", async () => {
    expect(await insert(checker.id, "maker_id")).toBe("done");
  });
});

it("after all this the operation is pending still, and is completed by somebody else", async () => {
  expect(await world.as(both.caller, (ctx) => readOperation(ctx, own))).toMatchObject({
    status: "pending",
    revision: 1,
  });
  expect(await decide(world, checker.caller, own)).toMatchObject({ status: "completed" });
});
