import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inUnit } from "./in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "./world";

// An attacker who has the application's role and writes what SQL they like, in units of work of their own.

let world: World;
let d: TestDistributor;
let admin: TestPerson;
let puppet: TestPerson;
let app: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  d = await world.distributor(1_000_00n);
  admin = await d.person("Admin", ["admin", "maker"]);
  puppet = await d.person("Puppet", ["viewer"]);
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
