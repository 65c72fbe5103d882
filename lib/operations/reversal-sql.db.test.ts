import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, cashOut, decide, reversalOf, submit } from "@/db/test/acts";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { REVERSAL_DAYS } from "@/lib/kernel/periods";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let superuser: postgres.Sql;
let app: postgres.Sql;
let paidIn: Id<"operation">;
let waiting: Id<"operation">;
let another: { id: Id<"customer">; accountId: Id<"account"> };

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1 });
  app = postgres(world.urls.appUrl, { max: 1 });
  a = await world.distributor(10_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
  const customer = await world.customer("+2348123450003", 100_00n);
  another = await world.customer("+2348123450004", 100_00n);
  paidIn = await submit(world, maker.caller, cashIn(10_00n, customer.phone));
  await decide(world, checker.caller, paidIn);
  waiting = await submit(world, maker.caller, reversalOf(paidIn, 4_00n));
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([superuser.end(), app.end()]);
  await world.close();
});

const scope = () => ({ issuerId: world.issuerId, organisation: a.id });
const refusal = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.code ?? error);

/** The row of the reversal that waits, as the application would submit it again, with something changed. */
const submitLike = (change: Record<string, unknown>) =>
  inUnit(app, scope(), async (tx, unit) => {
    const [row] = await tx<
      { row: Record<string, unknown> }[]
    >`select to_jsonb(o) as row from operations o where id = ${waiting}`;
    const more = { id: newId("operation"), desk_id: a.id, session_id: maker.sessionId, session_proof: maker.proof };
    return tx`select outcome from operations_submit(${world.issuerId}, ${unit}, ${tx.json([{ ...row?.row, ...more, ...change }] as never)})`;
  });

describe("with the application's role and free SQL", () => {
  it("a reversal is of its operation, between the same two, and no more than is left of it", async () => {
    const payload = { of: paidIn, reverses: "cash-in" };
    expect(await refusal(submitLike({ amount_minor: 6_00 }))).toBe("done");
    expect(await refusal(submitLike({ amount_minor: 6_01 }))).toBe("PU004");
    expect(await refusal(submitLike({ amount_minor: 1, counterparty_id: another.id }))).toBe("PU004");
    expect(
      await refusal(submitLike({ amount_minor: 1, payload: { ...payload, reverses: "cash-out-fulfillment" } })),
    ).toBe("PU004");
    expect(await refusal(submitLike({ amount_minor: 1, payload: { ...payload, of: waiting } }))).toBe("PU004");
    expect(await refusal(submitLike({ amount_minor: 1, reversal_of: waiting }))).toBe("PU004");
    expect(await refusal(submitLike({ amount_minor: 1, reversal_of: null }))).toBe("23514");
    expect(await refusal(submitLike({ amount_minor: 1, type: "cash-in" }))).toBe("23514");
  });

  it("it comes within 90 days of what it reverses", async () => {
    /** What somebody is told of an operation that completed so long ago. */
    const later = (age: string, work: Parameters<typeof inUnit>[2]) =>
      inUnit(superuser, scope(), async (tx, unit) => {
        await tx.unsafe(`set local session_replication_role = replica;
          update operations set decided_at = now() - interval '${age}' where id = '${paidIn}';
          set local session_replication_role = origin`);
        return work(tx, unit);
      });
    const claim = (age: string) =>
      later(
        age,
        (tx, unit) =>
          tx`select outcome from reversals_claim(${world.issuerId}, ${unit}, ${tx.json([{ of: paidIn, amount: "1" }])})`,
      );
    const write = (age: string) =>
      later(
        age,
        (
          tx,
          unit,
        ) => tx`insert into operations select (jsonb_populate_record(o, jsonb_build_object('id', ${newId("operation")}::text,
          'unit_id', ${unit}::text, 'amount_minor', 1, 'created_at', now()))).* from operations o where o.id = ${waiting}`,
      );
    expect(await claim("90 days")).toMatchObject([{ outcome: "ok" }]);
    expect(await claim("90 days 1 second")).toMatchObject([{ outcome: "too-late" }]);
    expect(await refusal(write("90 days"))).toBe("done");
    expect(await refusal(write("90 days 1 second"))).toBe("PU004");
    const [row] = await superuser`select extract(epoch from reversal_lasts())::int as seconds`;
    expect(row?.seconds).toBe(REVERSAL_DAYS * 86_400);
  });

  it("it moves money the other way alone", async () => {
    const out = await world.customer("+2348123450005", 10_00n);
    const paidOut = await submit(world, maker.caller, cashOut({ phone: out.phone, minor: 10_00n }));
    await decide(world, checker.caller, paidOut);
    const back = await submit(world, maker.caller, reversalOf(paidOut, 10_00n));
    const settleTo = (to: Id<"account">) =>
      inUnit(superuser, scope(), async (tx, unit) => {
        await tx`insert into operation_decisions (issuer_id, operation_id, revision, person_id, organisation_id, desk_id, maker_id, decision, session_id, unit_id)
          values (${world.issuerId}, ${back}, 1, ${checker.id}, ${a.id}, ${a.id}, ${maker.id}, 'approve', ${checker.sessionId}, ${unit})`;
        return tx`select l.outcome from operations o, lateral ledger_apply(${world.issuerId}, ${unit}, jsonb_build_array(jsonb_build_object(
          'kind', 'settle', 'hold', o.hold_id, 'transfer', ${newId("walletOperation")}::text, 'to', ${to}::text,
          'organisation', ${a.id}::text, 'operation', o.id))) l where o.id = ${back}`;
      });
    expect(await refusal(settleTo(out.accountId))).toBe("done");
    expect(await refusal(settleTo(another.accountId))).toBe("PU003");
  });

  it("what it reverses never changes, nor does it grow beyond what is left", async () => {
    const update = (change: string) =>
      // Even as a revision, with what it said before on record.
      inUnit(superuser, scope(), async (tx, unit) => {
        const said = `organisation_id, payload, digest, amount_minor, currency, counterparty_kind, counterparty_id, counterparty_name, counterparty_phone,
          counterparty_short_code, memo, hold_id, approvals_needed, issuer_approvals, decider_roles, step_up, policy_version, expires_at, local_day`;
        await tx.unsafe(`insert into operation_revisions (issuer_id, operation_id, revision, ${said}, made_at, unit_id)
          select issuer_id, id, revision, ${said}, created_at, '${unit}' from operations where id = '${waiting}'`);
        return tx.unsafe(`update operations set ${change}, revision = revision + 1, revised_at = now(), unit_id = '${unit}'
                           where id = '${waiting}'`);
      });
    expect(await refusal(update(`reversal_of = '${waiting}'`))).toBe("PU004");
    expect(await refusal(update("amount_minor = 1001"))).toBe("PU004");
    expect(await refusal(update("amount_minor = 1000"))).toBe("done");
  });

  it("another distributor's operation is not there", async () => {
    const b = await world.distributor(0n);
    const rows = await inUnit(
      app,
      { issuerId: world.issuerId, organisation: b.id },
      (tx, unit) =>
        tx`select outcome, left_minor, in_wallet_minor from reversals_claim(${world.issuerId}, ${unit}, ${tx.json([{ of: paidIn, amount: "1" }])})`,
    );
    expect([...rows]).toEqual([{ outcome: "not-found", left_minor: null, in_wallet_minor: null }]);
  });

  it("it tells of a wallet no more than the amount asked about", async () => {
    const rows = await inUnit(
      app,
      scope(),
      (tx, unit) =>
        tx`select outcome, left_minor, in_wallet_minor from reversals_claim(${world.issuerId}, ${unit}, ${tx.json([{ of: paidIn, amount: "1" }])})`,
    );
    expect([...rows]).toEqual([{ outcome: "ok", left_minor: "600", in_wallet_minor: "1" }]);
  });
});
