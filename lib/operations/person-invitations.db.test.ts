import { describe, expect, it } from "vitest";
import { codeOf, decide } from "@/db/test/acts";
import { openOffice } from "@/db/test/office";
import { aPhone, invite, withReason } from "@/db/test/people";
import { listAuditEntries } from "@/lib/audit";
import { listPeople, withdrawInvitation } from "@/lib/people";
import { listApprovals, readOperation } from ".";

const office = openOffice();

describe("an invitation", () => {
  it("makes nobody until another person approves it, then an invited one, whom the maker does not decide for or with", async () => {
    const phone = aPhone();
    const id = await office.ask(office.admin, invite(phone, ["checker"]));
    const { items: before } = await office.world.as(office.admin.caller, (ctx) => listPeople(ctx, {}, { limit: 9 }));
    expect(before.map(({ name }) => name)).toEqual(["Admin", "Checker", "Other checker"]);
    expect(await codeOf(office.approve(office.admin, id))).toBe("operations.own-operation");
    expect(await office.approve(office.checker, id)).toMatchObject({ status: "completed" });
    const { items: people } = await office.world.as(office.admin.caller, (ctx) => listPeople(ctx, {}, { limit: 9 }));
    expect(people.find((person) => person.phone === phone)).toMatchObject({
      name: "New Person",
      roles: ["checker"],
      status: "invited",
      invited: { by: "Admin", isLapsed: false },
      joinedAt: null,
    });
  });

  it("that is rejected leaves nobody behind", async () => {
    const phone = aPhone();
    const id = await office.ask(office.admin, invite(phone));
    expect(await decide(office.world, office.checker.caller, id, "reject")).toMatchObject({ status: "rejected" });
    expect(await office.hand.write(`select from people where phone = '${phone}'`)).toHaveLength(0);
  });

  it("is an admin's to ask for", async () => {
    expect(await codeOf(office.ask(office.checker, invite(aPhone())))).toBe("auth.forbidden");
  });

  it.each([
    ["spaces", "+234 812 345 6781"],
    ["dashes", "+234-812-345-6781"],
    ["nothing", "+2348123456781"],
  ])("of a phone that is here already is refused, written with %s", async (_, spelling) => {
    await office.hand.write(`update people set phone = '+2348123456781' where id = '${office.other.id}'`);
    expect(await codeOf(office.ask(office.admin, invite(spelling)))).toBe("people.already-member");
    await office.hand.write(`update people set phone = '${aPhone()}' where id = '${office.other.id}'`);
  });

  it("of somebody who works elsewhere is of that person, and does not tell what they are called there until they join", async () => {
    const { world, admin, hand } = office;
    const known = await (await world.distributor(0n)).person("Known Elsewhere", ["maker"]);
    const phone = aPhone();
    await hand.write(`update people set phone = '${phone}' where id = '${known.id}'`);
    const asked = await office.ask(admin, invite(phone, ["maker"], "Another Name"));
    const { counterparty, payload } = await world.as(admin.caller, (ctx) => readOperation(ctx, asked));
    expect([counterparty.name, payload.name]).toEqual(["Another Name", "Another Name"]);
    await office.approve(office.checker, asked);
    expect(await office.look(known)).toMatchObject({ id: known.id, name: "Another Name", status: "invited" });
    const entry = await world.as(admin.caller, async (ctx) => {
      const { items } = await listAuditEntries(ctx, { filters: { subjectId: known.id }, limit: 1, lookThrough: 10 });
      return items[0];
    });
    expect(entry).toMatchObject({ action: "person.invited", subject: { name: "Another Name" } });
    await hand.write(`update memberships set status = 'active', joined_at = now(), unit_id = UNIT
                       where person_id = '${known.id}' and organisation_id = '${office.home.id}'`);
    expect(await office.look(known)).toMatchObject({ name: "Known Elsewhere", status: "active" });
  });

  it("of one phone twice at once ends in one member", async () => {
    const phone = aPhone();
    const ids = [
      await office.ask(office.admin, invite(phone)),
      await office.ask(office.admin, invite(phone, ["admin", "checker"])),
    ] as const;
    const ends = await Promise.all([office.approve(office.checker, ids[0]), office.approve(office.other, ids[1])]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["completed", "failed"]);
    expect(
      await office.hand.write(
        `select from memberships m join people p on p.id = m.person_id where p.phone = '${phone}'`,
      ),
    ).toHaveLength(1);
  });

  it("can be withdrawn at once, and made again", async () => {
    const phone = aPhone();
    await office.approve(office.checker, await office.ask(office.admin, invite(phone)));
    const { items } = await office.world.as(office.admin.caller, (ctx) => listPeople(ctx, {}, { limit: 9 }));
    const invited = items.find((p) => p.phone === phone);
    if (!invited) throw new Error("nobody was invited");
    await office.world.as(office.admin.caller, (ctx) => withdrawInvitation(ctx, { personId: invited.id }));
    expect(await office.look(invited)).toMatchObject({ status: "removed" });
    await office.approve(office.checker, await office.ask(office.admin, invite(phone, ["viewer"])));
    expect(await office.look(invited)).toMatchObject({ status: "invited", roles: ["viewer"] });
  });

  it("that has lapsed can be made again", async () => {
    const phone = aPhone();
    await office.approve(office.checker, await office.ask(office.admin, invite(phone)));
    await office.hand.write(
      `update memberships m set invited_until = now() - interval '1 minute', unit_id = UNIT from people p where p.id = m.person_id and p.phone = '${phone}'`,
    );
    const again = await office.ask(office.admin, invite(phone, ["viewer"]));
    expect(await office.approve(office.checker, again)).toMatchObject({ status: "completed" });
  });
});

describe("a new distributor", () => {
  it("has the issuer's checkers decide until two of its own can", async () => {
    const fresh = await office.world.distributor(0n);
    const first = await fresh.person("First", ["admin", "maker", "checker"]);
    const staff = await office.world.staff("Issuer's checker", ["checker"]);
    const id = await office.ask(first, invite(aPhone(), ["checker"]));
    expect(await codeOf(office.approve(first, id))).toBe("operations.own-operation");
    const chief = await office.world.staff("Issuer's admin", ["admin"]);
    expect(await codeOf(office.approve(chief, id))).toBe("auth.forbidden");
    const theirs = await office.world.as(chief.caller, (ctx) =>
      listApprovals(ctx, { tab: "needs-me", filters: {}, limit: 50 }),
    );
    expect(theirs.items).toEqual([]);
    expect(await office.approve(staff, id)).toMatchObject({ status: "completed" });
    const later = await office.ask(office.admin, invite(aPhone()));
    expect(await codeOf(office.approve(staff, later))).toBe("operations.not-found");
  });

  it("of two has the issuer's checkers decide about the second when the first asks", async () => {
    const small = await office.world.distributor(0n);
    const first = await small.person("First", ["admin", "maker", "checker"]);
    const second = await small.person("Second", ["checker"]);
    await office.hand.enrol(second);
    const staff = await office.world.staff("Issuer's checker", ["checker"]);
    const id = await office.ask(first, withReason("person-totp-reset", second));
    expect(await codeOf(office.approve(second, id))).toBe("operations.about-yourself");
    const desk = await office.world.as(staff.caller, (ctx) =>
      listApprovals(ctx, { tab: "needs-me", filters: {}, limit: 50 }),
    );
    expect(desk.items.map((item) => item.id)).toContain(id);
    expect(await office.approve(staff, id)).toMatchObject({ status: "completed" });
  });
});
