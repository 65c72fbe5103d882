import { describe, expect, it } from "vitest";
import { codeOf } from "@/db/test/acts";
import { openOffice } from "@/db/test/office";
import { aPhone, invite, newPhone, withReason } from "@/db/test/people";
import type { TestPerson } from "@/db/test/world";

const office = openOffice();

describe("an identity in somebody's hands", () => {
  const act = async (kind: "invite" | "reset" | "phone"): Promise<TestPerson> => {
    const person = await office.home.person("In hand", ["maker", "admin", "checker"]);
    await office.hand.enrol(person);
    if (kind === "invite") {
      await office.hand.write(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
        values ('${person.id}', '${office.admin.id}', '${office.world.issuerId}', 'invite', '${person.id}')`);
      return person;
    }
    const asked = kind === "reset" ? withReason("person-totp-reset", person) : newPhone(person, aPhone());
    expect(await office.approve(office.checker, await office.ask(office.admin, asked))).toMatchObject({
      status: "completed",
    });
    return office.hand.signIn(person, office.home.id);
  };

  it("is so from the moment that somebody came by the invitation, not from when it was approved", async () => {
    const puppet = await act("invite");
    await office.hand.waitThreeDays(puppet);
    await office.hand.write(`update memberships set invited_by = '${office.admin.id}', joined_at = now(), unit_id = app_unit()
                       where person_id = '${puppet.id}'`);
    const asked = await office.ask(office.admin, invite(aPhone()));
    expect(await codeOf(office.approve(puppet, asked))).toBe("operations.controlled-identity");
    expect(await office.approve(office.checker, asked)).toMatchObject({ status: "completed" });
  });

  it("is no second person for another in the same hands, nor for whoever has those who have it", async () => {
    const [one, two] = [await act("invite"), await act("invite")];
    const asked = await office.ask(one, invite(aPhone()));
    expect(await codeOf(office.approve(two, asked))).toBe("operations.controlled-identity");
    const third = await office.home.person("In hand of one in hand", ["checker"]);
    await office.hand.write(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
      values ('${third.id}', '${one.id}', '${office.world.issuerId}', 'invite', '${third.id}')`);
    const byAdmin = await office.ask(office.admin, invite(aPhone()));
    expect(await codeOf(office.approve(third, byAdmin))).toBe("operations.controlled-identity");
    expect(await office.approve(office.checker, byAdmin)).toMatchObject({ status: "completed" });
    expect(await office.approve(office.other, asked)).toMatchObject({ status: "completed" });
  });

  it.each(["invite", "reset", "phone"] as const)(
    "(%s) decides for whoever has it in no direction, until three days are over",
    async (kind) => {
      const puppet = await act(kind);
      const fromAdmin = await office.ask(office.admin, invite(aPhone()));
      expect(await codeOf(office.approve(puppet, fromAdmin))).toBe("operations.controlled-identity");
      const fromPuppet = await office.ask(puppet, invite(aPhone()));
      expect(await codeOf(office.approve(office.admin, fromPuppet))).toBe("operations.controlled-identity");
      expect(await office.approve(office.checker, fromPuppet)).toMatchObject({ status: "completed" });
      await office.hand.waitThreeDays(puppet);
      expect(await office.approve(puppet, fromAdmin)).toMatchObject({ status: "completed" });
    },
  );

  it("is taken by no organisation that somebody joined later", async () => {
    const elsewhere = await office.world.distributor(0n);
    const known = await elsewhere.person("Known Elsewhere", ["maker"]);
    await office.hand.enrol(known);
    await office.hand.write(`insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, status, joined_at, unit_id)
      values ('${office.world.issuerId}', '${office.home.id}', '${known.id}', 'distributor', '{maker}', 'active', now() + interval '1 second', UNIT)`);
    expect(await codeOf(office.ask(office.admin, withReason("person-totp-reset", known)))).toBe(
      "people.known-elsewhere",
    );
    expect(await codeOf(office.ask(office.admin, newPhone(known, aPhone())))).toBe("people.known-elsewhere");
  });

  it("of the issuer's people is taken by no distributor that they had joined before", async () => {
    const known = await office.home.person("Known here first", ["maker"]);
    await office.hand.enrol(known);
    await office.hand.write(`insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, status, joined_at, unit_id)
      values ('${office.world.issuerId}', '${office.world.issuerId}', '${known.id}', 'issuer', '{checker}', 'active', now() + interval '1 second', UNIT)`);
    expect(await codeOf(office.ask(office.admin, newPhone(known, aPhone())))).toBe("people.known-elsewhere");
    const staff = await office.world.staff("Issuer's admin", ["admin"]);
    expect(await codeOf(office.ask(staff, newPhone(known, aPhone())))).toBe("accepted");
  });

  it("gets no phone that is somebody's already, in whatever spelling", async () => {
    await office.hand.write(`update people set phone = '+2348123456782' where id = '${office.other.id}'`);
    expect(await codeOf(office.ask(office.admin, newPhone(office.checker, "+234 812 345 6782")))).toBe(
      "people.phone-taken",
    );
    await office.hand.write(`update people set phone = '${aPhone()}' where id = '${office.other.id}'`);
  });
});
