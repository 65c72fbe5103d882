import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf, submit } from "@/db/test/acts";
import { aPhone, approve, type ByHand, byHand, invite, newPhone, withReason } from "@/db/test/people";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";

let world: World;
let hand: ByHand;
let d: TestDistributor;
let admin: TestPerson;
let checker: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  hand = byHand(world);
});

beforeEach(async () => {
  d = await world.distributor(0n);
  admin = await d.person("Admin", ["admin", "checker"]);
  checker = await d.person("Checker", ["checker"]);
  other = await d.person("Other checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await hand.end();
  await world.close();
});

describe("an identity in somebody's hands", () => {
  const act = async (kind: "invite" | "reset" | "phone"): Promise<TestPerson> => {
    const person = await d.person("In hand", ["maker", "admin", "checker"]);
    await hand.enrol(person);
    if (kind === "invite") {
      await hand.write(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
        values ('${person.id}', '${admin.id}', '${world.issuerId}', 'invite', '${person.id}')`);
      return person;
    }
    const asked = kind === "reset" ? withReason("person-totp-reset", person) : newPhone(person, aPhone());
    expect(await approve(world, checker, await submit(world, admin.caller, asked))).toMatchObject({
      status: "completed",
    });
    return hand.signIn(person, d.id);
  };

  it("is so from the moment that somebody came by the invitation, not from when it was approved", async () => {
    const puppet = await act("invite");
    await hand.waitThreeDays(puppet);
    await hand.write(`update memberships set invited_by = '${admin.id}', joined_at = now(), unit_id = app_unit()
                       where person_id = '${puppet.id}'`);
    const asked = await submit(world, admin.caller, invite(aPhone()));
    expect(await codeOf(approve(world, puppet, asked))).toBe("operations.controlled-identity");
    expect(await approve(world, checker, asked)).toMatchObject({ status: "completed" });
  });

  it("is no second person for another in the same hands, nor for whoever has those who have it", async () => {
    const [one, two] = [await act("invite"), await act("invite")];
    const asked = await submit(world, one.caller, invite(aPhone()));
    expect(await codeOf(approve(world, two, asked))).toBe("operations.controlled-identity");
    const third = await d.person("In hand of one in hand", ["checker"]);
    await hand.write(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
      values ('${third.id}', '${one.id}', '${world.issuerId}', 'invite', '${third.id}')`);
    const byAdmin = await submit(world, admin.caller, invite(aPhone()));
    expect(await codeOf(approve(world, third, byAdmin))).toBe("operations.controlled-identity");
    expect(await approve(world, checker, byAdmin)).toMatchObject({ status: "completed" });
    expect(await approve(world, other, asked)).toMatchObject({ status: "completed" });
  });

  it.each(["invite", "reset", "phone"] as const)(
    "(%s) decides for whoever has it in no direction, until three days are over",
    async (kind) => {
      const puppet = await act(kind);
      const fromAdmin = await submit(world, admin.caller, invite(aPhone()));
      expect(await codeOf(approve(world, puppet, fromAdmin))).toBe("operations.controlled-identity");
      const fromPuppet = await submit(world, puppet.caller, invite(aPhone()));
      expect(await codeOf(approve(world, admin, fromPuppet))).toBe("operations.controlled-identity");
      expect(await approve(world, checker, fromPuppet)).toMatchObject({ status: "completed" });
      await hand.waitThreeDays(puppet);
      expect(await approve(world, puppet, fromAdmin)).toMatchObject({ status: "completed" });
    },
  );

  it("is taken by no organisation that somebody joined later", async () => {
    const elsewhere = await world.distributor(0n);
    const known = await elsewhere.person("Known Elsewhere", ["maker"]);
    await hand.enrol(known);
    await hand.write(`insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, status, joined_at, unit_id)
      values ('${world.issuerId}', '${d.id}', '${known.id}', 'distributor', '{maker}', 'active', now() + interval '1 second', UNIT)`);
    expect(await codeOf(submit(world, admin.caller, withReason("person-totp-reset", known)))).toBe(
      "people.known-elsewhere",
    );
    expect(await codeOf(submit(world, admin.caller, newPhone(known, aPhone())))).toBe("people.known-elsewhere");
  });

  it("of the issuer's people is taken by no distributor that they had joined before", async () => {
    const known = await d.person("Known here first", ["maker"]);
    await hand.enrol(known);
    await hand.write(`insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, status, joined_at, unit_id)
      values ('${world.issuerId}', '${world.issuerId}', '${known.id}', 'issuer', '{checker}', 'active', now() + interval '1 second', UNIT)`);
    expect(await codeOf(submit(world, admin.caller, newPhone(known, aPhone())))).toBe("people.known-elsewhere");
    const staff = await world.staff("Issuer's admin", ["admin"]);
    expect(await codeOf(submit(world, staff.caller, newPhone(known, aPhone())))).toBe("accepted");
  });

  it("gets no phone that is somebody's already, in whatever spelling", async () => {
    await hand.write(`update people set phone = '+2348123456782' where id = '${other.id}'`);
    expect(await codeOf(submit(world, admin.caller, newPhone(checker, "+234 812 345 6782")))).toBe(
      "people.phone-taken",
    );
    await hand.write(`update people set phone = '${aPhone()}' where id = '${other.id}'`);
  });
});
