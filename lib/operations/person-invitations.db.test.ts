import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf, decide, submit } from "@/db/test/acts";
import { aPhone, approve, type ByHand, byHand, invite, withReason } from "@/db/test/people";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { listPeople, readPerson, withdrawInvitation } from "@/lib/people";
import { listApprovals } from ".";

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

const look = (of: { id: Id<"person"> }) => world.as(admin.caller, (ctx) => readPerson(ctx, { personId: of.id }));

describe("an invitation", () => {
  it("makes nobody until another person approves it, then an invited one, whom the maker does not decide for or with", async () => {
    const phone = aPhone();
    const id = await submit(world, admin.caller, invite(phone, ["checker"]));
    const { items: before } = await world.as(admin.caller, (ctx) => listPeople(ctx, {}, { limit: 9 }));
    expect(before.map(({ name }) => name)).toEqual(["Admin", "Checker", "Other checker"]);
    expect(await codeOf(approve(world, admin, id))).toBe("operations.own-operation");
    expect(await approve(world, checker, id)).toMatchObject({ status: "completed" });
    const { items: people } = await world.as(admin.caller, (ctx) => listPeople(ctx, {}, { limit: 9 }));
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
    const id = await submit(world, admin.caller, invite(phone));
    expect(await decide(world, checker.caller, id, "reject")).toMatchObject({ status: "rejected" });
    expect(await hand.write(`select from people where phone = '${phone}'`)).toHaveLength(0);
  });

  it("is an admin's to ask for", async () => {
    expect(await codeOf(submit(world, checker.caller, invite(aPhone())))).toBe("auth.forbidden");
  });

  it.each([
    ["spaces", "+234 812 345 6781"],
    ["dashes", "+234-812-345-6781"],
    ["nothing", "+2348123456781"],
  ])("of a phone that is here already is refused, written with %s", async (_, spelling) => {
    await hand.write(`update people set phone = '+2348123456781' where id = '${other.id}'`);
    expect(await codeOf(submit(world, admin.caller, invite(spelling)))).toBe("people.already-member");
    await hand.write(`update people set phone = '${aPhone()}' where id = '${other.id}'`);
  });

  it("of somebody who works elsewhere is of that person, by their own name", async () => {
    const elsewhere = await world.distributor(0n);
    const known = await elsewhere.person("Known Elsewhere", ["maker"]);
    const phone = aPhone();
    await hand.write(`update people set phone = '${phone}' where id = '${known.id}'`);
    await approve(world, checker, await submit(world, admin.caller, invite(phone, ["maker"], "Another Name")));
    expect(await look(known)).toMatchObject({ id: known.id, name: "Known Elsewhere", status: "invited" });
  });

  it("of one phone twice at once ends in one member", async () => {
    const phone = aPhone();
    const ids = [
      await submit(world, admin.caller, invite(phone)),
      await submit(world, admin.caller, invite(phone, ["admin", "checker"])),
    ] as const;
    const ends = await Promise.all([approve(world, checker, ids[0]), approve(world, other, ids[1])]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["completed", "failed"]);
    expect(
      await hand.write(`select from memberships m join people p on p.id = m.person_id where p.phone = '${phone}'`),
    ).toHaveLength(1);
  });

  it("can be withdrawn at once, and made again", async () => {
    const phone = aPhone();
    await approve(world, checker, await submit(world, admin.caller, invite(phone)));
    const { items } = await world.as(admin.caller, (ctx) => listPeople(ctx, {}, { limit: 9 }));
    const invited = items.find((p) => p.phone === phone);
    if (!invited) throw new Error("nobody was invited");
    await world.as(admin.caller, (ctx) => withdrawInvitation(ctx, { personId: invited.id }));
    expect(await look(invited)).toMatchObject({ status: "removed" });
    await approve(world, checker, await submit(world, admin.caller, invite(phone, ["viewer"])));
    expect(await look(invited)).toMatchObject({ status: "invited", roles: ["viewer"] });
  });

  it("that has lapsed can be made again", async () => {
    const phone = aPhone();
    await approve(world, checker, await submit(world, admin.caller, invite(phone)));
    await hand.write(
      `update memberships m set invited_until = now() - interval '1 minute', unit_id = UNIT from people p where p.id = m.person_id and p.phone = '${phone}'`,
    );
    const again = await submit(world, admin.caller, invite(phone, ["viewer"]));
    expect(await approve(world, checker, again)).toMatchObject({ status: "completed" });
  });
});

describe("a new distributor", () => {
  it("has the issuer's checkers decide until two of its own can", async () => {
    const fresh = await world.distributor(0n);
    const first = await fresh.person("First", ["admin", "maker", "checker"]);
    const staff = await world.staff("Issuer's checker", ["checker"]);
    const id = await submit(world, first.caller, invite(aPhone(), ["checker"]));
    expect(await codeOf(approve(world, first, id))).toBe("operations.own-operation");
    const chief = await world.staff("Issuer's admin", ["admin"]);
    expect(await codeOf(approve(world, chief, id))).toBe("auth.forbidden");
    const theirs = await world.as(chief.caller, (ctx) =>
      listApprovals(ctx, { tab: "needs-me", filters: {}, limit: 50 }),
    );
    expect(theirs.items).toEqual([]);
    expect(await approve(world, staff, id)).toMatchObject({ status: "completed" });
    const later = await submit(world, admin.caller, invite(aPhone()));
    expect(await codeOf(approve(world, staff, later))).toBe("operations.not-found");
  });

  it("of two has the issuer's checkers decide about the second when the first asks", async () => {
    const small = await world.distributor(0n);
    const first = await small.person("First", ["admin", "maker", "checker"]);
    const second = await small.person("Second", ["checker"]);
    await hand.enrol(second);
    const staff = await world.staff("Issuer's checker", ["checker"]);
    const id = await submit(world, first.caller, withReason("person-totp-reset", second));
    expect(await codeOf(approve(world, second, id))).toBe("operations.about-yourself");
    const desk = await world.as(staff.caller, (ctx) => listApprovals(ctx, { tab: "needs-me", filters: {}, limit: 50 }));
    expect(desk.items.map((item) => item.id)).toContain(id);
    expect(await approve(world, staff, id)).toMatchObject({ status: "completed" });
  });
});
