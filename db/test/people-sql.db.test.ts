import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Id, newId } from "@/lib/kernel/ids";
import { suspendDistributor } from "@/lib/organisations";
import { cashIn, decide, submit } from "./acts";
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
const scopes = () => [
  { issuerId: world.issuerId, organisation: d.id as string },
  { issuerId: world.issuerId, organisation: "*" },
];
const everywhere = async (text: string) => {
  const answers: unknown[] = [];
  for (const scope of scopes()) {
    const named = text
      .replaceAll("ISSUER", `'${world.issuerId}'::uuid`)
      .replaceAll("HERE", `'${d.id}'::uuid`)
      .replaceAll("PUPPET", `'${puppet.id}'::uuid`)
      .replaceAll("ADMIN", `'${admin.id}'::uuid`);
    answers.push(await refusal(inUnit(app, scope, async (tx) => [...(await tx.unsafe(named))])));
  }
  return answers;
};

describe("with the application's role and free SQL nobody", () => {
  it.each([
    [
      "makes a member",
      `insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, unit_id)
       values (ISSUER, HERE, gen_random_uuid(), 'distributor', '{admin}', app_unit())`,
    ],
    [
      "widens one",
      "update memberships set roles = '{admin,maker,checker}', unit_id = app_unit() where person_id = PUPPET",
    ],
    ["lets one in", "update memberships set status = 'active', unit_id = app_unit()"],
    ["removes one", "delete from memberships"],
    ["makes a person", "insert into people (id, phone, name) values (gen_random_uuid(), '+2348100000001', 'x')"],
    ["changes a phone", "update people set phone = '+2348100000001' where id = PUPPET"],
    ["changes a name", "update people set name = 'Admin' where id = PUPPET"],
    ["makes a distributor", "insert into distributors (issuer_id, id) values (ISSUER, gen_random_uuid())"],
    ["lets a distributor work again", "update distributors set status = 'active', unit_id = app_unit()"],
    ["lifts limits", "update distributors set max_amount_minor = null, features_off = '{}', unit_id = app_unit()"],
    ["makes a merchant", "insert into merchants (issuer_id, id) values (ISSUER, gen_random_uuid())"],
    ["changes a customer", "update customers set status = 'active', unit_id = app_unit()"],
    ["forgets a control", "delete from person_controls"],
    ["writes a control", "insert into person_controls values (PUPPET, ADMIN, ISSUER, 'invite', gen_random_uuid())"],
    ["reads who controls whom", "select from person_controls"],
    ["resets an authenticator", "select identity_reset_totp(ISSUER, app_unit(), ADMIN)"],
    ["calls what changes a phone", "select identity_change_phone(ISSUER, app_unit(), ADMIN, '+2348100000001')"],
    [
      "calls what invites",
      "select people_invite(ISSUER, app_unit(), gen_random_uuid(), HERE, ADMIN, PUPPET, '+2348100000001', 'x', '{admin}')",
    ],
    [
      "calls what reinstates",
      "select organisation_set_status(ISSUER, app_unit(), 'distributor', HERE, 'suspended', 'active', null)",
    ],
  ])("%s", async (_, text) => {
    expect(await everywhere(text)).toEqual(["42501", "42501"]);
  });

  it.each(["update person_controls set at = now()", "delete from person_controls", "truncate person_controls"])(
    "makes a control undone as the owner of the tables either: %s",
    async (text) => {
      const owner = postgres(world.urls.ownerUrl, { max: 1 });
      const tried = inUnit(owner, { issuerId: world.issuerId, organisation: "*" }, async (tx, unit) => {
        await tx`insert into person_controls values (${puppet.id}, ${admin.id}, ${world.issuerId}, 'invite', ${unit})`;
        return tx.unsafe(text);
      });
      expect(await refusal(tried)).toBe("PU002");
      await owner.end();
    },
  );

  it("gives anybody more with what takes away, or revives who is gone", async () => {
    const wider = "select membership_narrow(ISSUER, app_unit(), HERE, PUPPET, '{viewer,admin}', null, null) as outcome";
    const outcome = [{ outcome: "people.roles-not-narrower" }];
    expect(await everywhere(wider)).toEqual([outcome, outcome]);
    for (const status of ["active", "invited"]) {
      const lets = `select membership_narrow(ISSUER, app_unit(), HERE, PUPPET, null, '${status}', null)`;
      expect(await everywhere(lets)).toEqual(["PU004", "PU004"]);
    }
    const notInvited = [{ outcome: "people.not-invited" }];
    expect(await everywhere("select invitation_send(ISSUER, app_unit(), HERE, PUPPET, '') as outcome")).toEqual([
      notInvited,
      notInvited,
    ]);
  });

  it("enrols an authenticator that no sign-in offered", async () => {
    const text = "update people set totp_secret = '\\x01', enrolled_at = now() where id = PUPPET";
    expect(await everywhere(text)).toEqual(["PU004", "PU004"]);
  });
});

describe("an operation", () => {
  let widening: Id<"operation">;
  beforeEach(async () => {
    widening = await submit(world, admin.caller, {
      input: { type: "person-roles", personId: puppet.id, after: ["viewer", "admin"] },
      source: "web",
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
    async (tx, unit) => [
      ...(await tx`
      select c.outcome from operations o, lateral operations_claim(${world.issuerId}, ${unit}, ${desk}, array['checker', 'admin', 'maker', 'viewer'],
        array['checker', 'admin', 'maker', 'viewer'], jsonb_build_array(jsonb_build_object('operation', o.id, 'revision', o.revision,
        'digest', encode(o.digest, 'hex'), 'decision', 'approve', 'comment', 'x', 'person', ${by.id}::text,
        'session', ${by.sessionId}::text))) c where o.id = ${id}`),
    ];
  /** Makes an operation out of another one, changed as one likes, and approves it at once. */
  const forge =
    (from: string, change: Record<string, unknown>, by: TestPerson, decider: TestPerson, to = "people_apply"): Deed =>
    async (tx, unit) => {
      const id = newId("operation");
      const row = {
        id,
        session_id: by.sessionId,
        maker_id: by.id,
        desk_id: d.id,
        roles: ["admin", "maker", "viewer"],
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
    expect(await tried(forge(widening, {}, puppet, checker))).toEqual([{ outcome: "people.maker-left" }]);
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
    expect([await tried(own), await tried(own, "*")]).toEqual(["PU001", "PU003"]);
  });

  it("of the issuer is neither asked for nor decided with a session of a distributor", async () => {
    await world.as(staff.caller, (ctx) => suspendDistributor(ctx, { id: d.id, reason: "Under review" }));
    const input = { type: "distributor-reinstate", id: d.id, reason: "x" } as const;
    const id = await submit(world, staff.caller, { input, source: "web", idempotency: null });
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
