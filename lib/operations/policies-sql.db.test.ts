import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, submit } from "@/db/test/acts";
import { claimInSql } from "@/db/test/claim-in-sql";
import { inUnit } from "@/db/test/in-unit";
import { policyOf, putInForce, ruleFor } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";

// An attacker who has the application's role and writes what SQL they like, in units of work of their own.

let world: World;
let d: TestDistributor;
let maker: TestPerson;
let admin: TestPerson;
let checker: TestPerson;
let app: postgres.Sql;
let payment: Id<"operation">;
let change: Id<"operation">;
/** Whose policy is still to come, and the request for one. */
let fresh: {
  readonly of: TestDistributor;
  readonly admin: TestPerson;
  readonly checkers: TestPerson[];
  readonly change: string;
};

beforeAll(async () => {
  world = await createWorld();
  d = await world.distributor(1_000_000_00n);
  maker = await d.person("Maker", ["maker"]);
  admin = await d.person("Admin", ["admin"]);
  checker = await d.person("Checker", ["checker"]);
  await d.person("Second checker", ["checker"]);
  const policy = ruleFor({ approvals: 2, stepUp: true });
  await putInForce(world, { distributor: d, admin, checker }, [policy]);
  payment = await submit(world, maker.caller, cashIn(1_00n, (await world.customer("+2348123450001")).phone));
  // It touches no rule that asks for two.
  change = await submit(world, admin.caller, policyOf(1, [policy, ruleFor({ type: "cash-out-fulfillment" })]));
  const of = await world.distributor(0n);
  const asks = await of.person("Admin", ["admin"]);
  const checkers = [await of.person("Checker", ["checker"]), await of.person("Second checker", ["checker"])];
  fresh = { of, admin: asks, checkers, change: await submit(world, asks.caller, policyOf(0, [ruleFor()])) };
  app = postgres(world.urls.appUrl, { max: 1 });
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await world.close();
});

type Deed = (tx: postgres.TransactionSql, unit: string) => Promise<unknown>;
const tried = (work: Deed, organisation = d.id) =>
  inUnit(app, { issuerId: world.issuerId, organisation }, work).catch((error) => error.code ?? error);
const apply =
  (id: string): Deed =>
  async (tx, unit) => [...(await tx`select policies_apply(${world.issuerId}, ${unit}, ${id}) as outcome`)];
const claim =
  (id: string, by: TestPerson, desk = d.id): Deed =>
  async (tx, unit) => [...(await claimInSql(tx, unit, { issuerId: world.issuerId, desk }, id, by))];

/** An operation made out of another one, and changed as one likes. */
const forge = async (tx: postgres.TransactionSql, unit: string, from: string, by: TestPerson, said: object) => {
  const id = newId("operation");
  const row = { id, session_id: by.sessionId, session_proof: by.proof, maker_id: by.id, desk_id: d.id, ...said };
  const [made] = await tx`
    select outcome from operations_submit(${world.issuerId}, ${unit}, (
      select jsonb_build_array(to_jsonb(o) || ${tx.json(row as never)}) from operations o where o.id = ${from}))`;
  return { id, outcome: made?.outcome };
};

describe("with the application's role and free SQL", () => {
  it("nobody asks for fewer people, other roles, no code or more time than the policy does", async () => {
    const said = { approvals_needed: 1, decider_roles: ["admin", "maker"], step_up: false, policy_version: 9 };
    const [row] = (await tried(async (tx, unit) => {
      const { id } = await forge(tx, unit, payment, maker, { ...said, expires_at: "2099-01-01", hold_id: null });
      return [
        ...(await tx`select approvals_needed, decider_roles, step_up, policy_version, expires_at < now() + interval '2 hours' as soon
                       from operations where id = ${id}`),
      ];
    })) as Record<string, unknown>[];
    expect(row).toEqual({
      approvals_needed: 2,
      decider_roles: ["checker"],
      step_up: true,
      policy_version: 1,
      soon: true,
    });
  });

  it("nobody writes a policy but by an approved request, and what stands in one is never changed", async () => {
    for (const statement of [
      "insert into approval_policies default values",
      "update approval_policies set rules = '[]'",
      "delete from approval_policies",
      "insert into step_ups default values",
    ]) {
      expect(await tried((tx) => tx.unsafe(statement))).toBe("42501");
    }
    const owner = postgres(world.urls.ownerUrl, { max: 1 });
    const changed = inUnit(owner, { issuerId: world.issuerId, organisation: d.id }, (tx) =>
      tx.unsafe("update approval_policies set rules = '[]', unit_id = app_unit()"),
    );
    await expect(changed).rejects.toMatchObject({ code: "PU002" });
    await owner.end();
  });

  it("a policy is not applied before a checker has approved it in that very unit, nor by the admin who asks", async () => {
    expect(await tried(apply(change))).toBe("PU003");
    for (const by of [admin, maker])
      expect(await tried(async (tx, unit) => [await claim(change, by)(tx, unit), await apply(change)(tx, unit)])).toBe(
        "PU003",
      );
    expect(
      await tried(async (tx, unit) => [await claim(change, checker)(tx, unit), await apply(change)(tx, unit)]),
    ).toEqual([[{ outcome: "claimed" }], [{ outcome: "ok" }]]);
  });

  it("no policy comes from a checker's own request, or from one that is no change of a policy", async () => {
    const made = await tried(async (tx, unit) => (await forge(tx, unit, change, checker, {})).outcome);
    expect(made).toBe("forbidden");
    expect(
      await tried(async (tx, unit) => [await claim(payment, checker)(tx, unit), await apply(payment)(tx, unit)]),
    ).toBe("PU003");
  });

  it.each([
    ["no people", [{ ...ruleFor(), approvals: 0 }]],
    ["more people than five", [{ ...ruleFor(), approvals: 6 }]],
    ["no roles", [{ ...ruleFor(), roles: [] }]],
    ["a role that decides nothing", [{ ...ruleFor(), roles: ["maker"] }]],
    ["a type that needs the issuer", [{ ...ruleFor(), type: "float-request" }]],
    ["a band that ends where it begins", [{ ...ruleFor(), fromMinor: "5", toMinor: "5" }]],
    ["a time of a year", [{ ...ruleFor(), expiresInSeconds: 31_536_000 }]],
    ["a rule that never counts", [ruleFor(), ruleFor({ source: "key", fromMinor: "5", toMinor: "9" })]],
    ["a source that its type never has", [ruleFor({ type: "own-transfer", source: "key" })]],
    ["no rules at all but a word", "none"],
  ])("a policy of %s is not applied, whoever approved it", async (_, rules) => {
    const payload = { version: 0, before: {}, after: { rules, limits: policyOf(0, []).input.after.limits } };
    const desk = fresh.of.id;
    const deed: Deed = async (tx, unit) => {
      const { id } = await forge(tx, unit, fresh.change, fresh.admin, { payload, desk_id: desk });
      for (const by of fresh.checkers) await claim(id, by, desk)(tx, unit);
      return apply(id)(tx, unit);
    };
    expect(await tried(deed, desk)).toBe("PU004");
  });

  it("nobody has a change of a policy that touches a rule of two with codes decided by one without, whatever the call says", async () => {
    const after = { rules: [], limits: policyOf(1, []).input.after.limits };
    const said = { approvals_needed: 1, decider_roles: ["maker"], step_up: false };
    const [row] = (await tried(async (tx, unit) => {
      const { id } = await forge(tx, unit, change, admin, { ...said, payload: { version: 1, before: {}, after } });
      return [...(await tx`select approvals_needed, decider_roles, step_up from operations where id = ${id}`)];
    })) as Record<string, unknown>[];
    expect(row).toEqual({ approvals_needed: 2, decider_roles: ["checker"], step_up: true });
  });
});
