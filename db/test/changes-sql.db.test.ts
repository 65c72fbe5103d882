import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Id, newId } from "@/lib/kernel/ids";
import { suspendDistributor } from "@/lib/organisations";
import { cashIn, decide, submit } from "./acts";
import { claimInSql } from "./claim-in-sql";
import { inUnit } from "./in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

// An attacker who has the application's role and writes what SQL they like, in units of work of their own.

let world: World;
let d: TestDistributor;
let admin: TestPerson;
let checker: TestPerson;
let puppet: TestPerson;
let staff: TestPerson;
let app: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  d = await world.distributor(1_000_00n);
  admin = await d.person("Admin", ["admin", "maker"]);
  checker = await d.person("Checker", ["checker"]);
  await d.person("Second checker", ["checker"]);
  puppet = await d.person("Puppet", ["viewer"]);
  staff = await world.staff("Issuer's admin", ["admin"]);
  await world.staff("Issuer's checker", ["checker"]);
  app = postgres(world.urls.appUrl, { max: 1 });
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await world.close();
});

const refusal = (work: Promise<unknown>) =>
  work.then((answer) => answer ?? "done").catch((error) => error.code ?? error);
describe("an operation", () => {
  let widening: Id<"operation">;
  beforeEach(async () => {
    widening = await submit(world, admin.caller, {
      input: { type: "person-roles", personId: puppet.id, after: ["viewer", "admin"] },
      idempotency: null,
    });
  });

  type Deed = (tx: postgres.TransactionSql, unit: string) => Promise<unknown>;
  const tried = (work: Deed, organisation: string = d.id) =>
    refusal(inUnit(app, { issuerId: world.issuerId, organisation }, work));
  const apply =
    (id: string, by = "people_apply"): Deed =>
    async (tx, unit) => [...(await tx.unsafe(`select ${by}('${world.issuerId}', '${unit}', '${id}') as outcome`))];
  const claim =
    (id: string, by: TestPerson, desk: string = d.id): Deed =>
    async (tx, unit) => [...(await claimInSql(tx, unit, { issuerId: world.issuerId, desk }, id, by))];
  /** Makes an operation out of another one, changed as one likes, and approves it at once. */
  const forge =
    (from: string, change: Record<string, unknown>, by: TestPerson, decider: TestPerson, to = "people_apply"): Deed =>
    async (tx, unit) => {
      const id = newId("operation");
      const row = {
        id,
        session_id: by.sessionId,
        session_proof: by.proof,
        maker_id: by.id,
        desk_id: d.id,
        ...change,
      };
      const [made] = await tx`
        select outcome from operations_submit(${world.issuerId}, ${unit}, (
          select jsonb_build_array(to_jsonb(o) || ${tx.json(row as never)}) from operations o where o.id = ${from}))`;
      if (made?.outcome !== "ok") return [made];
      await claim(id, decider)(tx, unit);
      return apply(id, to)(tx, unit);
    };

  it("is not applied before another person has approved it in that very unit", async () => {
    expect(await tried(apply(widening))).toBe("PU003");
    for (const by of [admin, puppet]) {
      expect(
        await tried(async (tx, unit) => [await claim(widening, by)(tx, unit), await apply(widening)(tx, unit)]),
      ).toBe("PU003");
    }
    expect(
      await tried(async (tx, unit) => [await claim(widening, checker)(tx, unit), await apply(widening)(tx, unit)]),
    ).toEqual([[{ outcome: "claimed" }], [{ outcome: "ok" }]]);
  });

  it("is not applied again once it has ended, nor one that is no change of people", async () => {
    const payment = await submit(world, admin.caller, cashIn(1_00n, (await world.customer("+2348100000009")).phone));
    const paid: Deed = async (tx, unit) => [await claim(payment, checker)(tx, unit), await apply(payment)(tx, unit)];
    expect(await tried(paid)).toBe("PU003");
    await decide(world, checker.caller, widening, "reject");
    expect(await tried(apply(widening))).toBe("PU003");
  });

  it("changes nobody but whom the checker read of", async () => {
    const other = { payload: { personId: checker.id, before: ["checker"], after: ["checker", "admin"] } };
    expect(await tried(forge(widening, other, admin, checker))).toBe("PU003");
  });

  it("of somebody who is no admin is not applied, nor one that a viewer approves", async () => {
    expect(await tried(forge(widening, {}, puppet, checker))).toEqual([{ outcome: "forbidden" }]);
    const viewer = await d.person("Viewer", ["viewer"]);
    expect(await tried(forge(widening, {}, admin, viewer))).toBe("PU003");
  });

  it("about an organisation is applied for the issuer's people alone", async () => {
    const limits = {
      type: "distributor-limits",
      payload: { before: { maxAmount: null, maxDaily: null }, after: { maxAmount: "1", maxDaily: null } },
      counterparty_kind: "distributor",
      counterparty_id: d.id,
      issuer_approvals: 0,
    };
    const own = forge(widening, limits, admin, checker, "organisations_apply");
    const forbidden = [{ outcome: "forbidden" }];
    expect([await tried(own), await tried(own, "*")]).toEqual([forbidden, forbidden]);
  });

  it("of the issuer is neither asked for nor decided with a session of a distributor", async () => {
    await world.as(staff.caller, (ctx) => suspendDistributor(ctx, { id: d.id, reason: "Under review" }));
    const input = { type: "distributor-reinstate", id: d.id, reason: "x" } as const;
    const id = await submit(world, staff.caller, { input, idempotency: null });
    for (const desk of [d.id, world.issuerId]) {
      const reinstated: Deed = async (tx, unit) => {
        await claim(id, checker, desk)(tx, unit);
        return apply(id, "organisations_apply")(tx, unit);
      };
      expect(await tried(reinstated, "*")).toBe("PU003");
    }
    const forged = forge(id, { desk_id: world.issuerId }, admin, checker, "organisations_apply");
    expect(await tried(forged, "*")).toEqual([{ outcome: "forbidden" }]);
  });
});
