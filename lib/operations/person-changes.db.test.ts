import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf, decide, submit } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";
import { listPeople, narrowRoles, readPerson, suspendPerson, withdrawInvitation } from "@/lib/people";
import type { Role } from "@/lib/runtime";
import { listApprovals } from ".";

let world: World;
let owner: postgres.Sql;
let d: TestDistributor;
let admin: TestPerson;
let checker: TestPerson;
let other: TestPerson;

const web = { source: "web", idempotency: null } as const;
let phones = 0;
const aPhone = () => `+23481${String(20_000_000 + ++phones)}`;
const invite = (phone: string, roles: Role[] = ["maker"], name = "New Person") => ({
  ...web,
  input: { type: "person-invite", phone: parsePhone(phone), name, roles } as const,
});
const withReason = (
  type: "person-remove" | "person-reinstate" | "person-totp-reset",
  { id: personId }: { id: Id<"person"> },
) => ({ ...web, input: { type, personId, reason: "Asked for" } as const });
const widen = ({ id: personId }: TestPerson, after: Role[]) => ({
  ...web,
  input: { type: "person-roles", personId, after } as const,
});
const newPhone = ({ id: personId }: TestPerson, phone: string) => ({
  ...web,
  input: { type: "person-phone", personId, after: parsePhone(phone) } as const,
});
const look = (of: { id: Id<"person"> }) => world.as(admin.caller, (ctx) => readPerson(ctx, { personId: of.id }));
const asOwner = (text: string) =>
  owner.begin(async (tx) => {
    await tx.unsafe(`set local app.issuer = '${world.issuerId}'; set local app.organisation = '*';
      set local app.unit = '${world.issuerId}'`);
    return tx.unsafe(text.replaceAll("UNIT", `'${world.issuerId}'`));
  });
const enrol = (of: TestPerson) =>
  asOwner(`update people set enrolled_at = now(), totp_secret = '\\x00' where id = '${of.id}'`);
const approve = (by: TestPerson, id: Id<"operation">) => decide(world, by.caller, id);

beforeAll(async () => {
  world = await createWorld();
  owner = postgres(world.urls.ownerUrl, { max: 1 });
});

beforeEach(async () => {
  d = await world.distributor(0n);
  admin = await d.person("Admin", ["admin", "checker"]);
  checker = await d.person("Checker", ["checker"]);
  other = await d.person("Other checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await owner.end();
  await world.close();
});

describe("an invitation", () => {
  it("makes nobody until another person approves it, then an invited one, whom the maker does not decide for or with", async () => {
    const phone = aPhone();
    const id = await submit(world, admin.caller, invite(phone, ["checker"]));
    const before = await world.as(admin.caller, (ctx) => listPeople(ctx, {}));
    expect(before.map(({ name }) => name)).toEqual(["Admin", "Checker", "Other checker"]);
    expect(await codeOf(approve(admin, id))).toBe("operations.own-operation");
    expect(await approve(checker, id)).toMatchObject({ status: "completed" });
    const people = await world.as(admin.caller, (ctx) => listPeople(ctx, {}));
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
    expect(await asOwner(`select from people where phone = '${phone}'`)).toHaveLength(0);
  });

  it("is an admin's to ask for", async () => {
    expect(await codeOf(submit(world, checker.caller, invite(aPhone())))).toBe("auth.forbidden");
  });

  it.each([
    ["spaces", "+234 812 345 6781"],
    ["dashes", "+234-812-345-6781"],
    ["nothing", "+2348123456781"],
  ])("of a phone that is here already is refused, written with %s", async (_, spelling) => {
    await asOwner(`update people set phone = '+2348123456781' where id = '${other.id}'`);
    expect(await codeOf(submit(world, admin.caller, invite(spelling)))).toBe("people.already-member");
    await asOwner(`update people set phone = '${aPhone()}' where id = '${other.id}'`);
  });

  it("of somebody who works elsewhere is of that person, by their own name", async () => {
    const elsewhere = await world.distributor(0n);
    const known = await elsewhere.person("Known Elsewhere", ["maker"]);
    const phone = aPhone();
    await asOwner(`update people set phone = '${phone}' where id = '${known.id}'`);
    await approve(checker, await submit(world, admin.caller, invite(phone, ["maker"], "Another Name")));
    expect(await look(known)).toMatchObject({ id: known.id, name: "Known Elsewhere", status: "invited" });
  });

  it("of one phone twice at once ends in one member", async () => {
    const phone = aPhone();
    const ids = [
      await submit(world, admin.caller, invite(phone)),
      await submit(world, admin.caller, invite(phone, ["admin", "checker"])),
    ] as const;
    const ends = await Promise.all([approve(checker, ids[0]), approve(other, ids[1])]);
    expect(ends.map(({ status }) => status).sort()).toEqual(["completed", "failed"]);
    expect(
      await asOwner(`select from memberships m join people p on p.id = m.person_id where p.phone = '${phone}'`),
    ).toHaveLength(1);
  });

  it("can be withdrawn at once, and made again", async () => {
    const phone = aPhone();
    await approve(checker, await submit(world, admin.caller, invite(phone)));
    const [invited] = (await world.as(admin.caller, (ctx) => listPeople(ctx, {}))).filter((p) => p.phone === phone);
    if (!invited) throw new Error("nobody was invited");
    await world.as(admin.caller, (ctx) => withdrawInvitation(ctx, { personId: invited.id }));
    expect(await look(invited)).toMatchObject({ status: "removed" });
    await approve(checker, await submit(world, admin.caller, invite(phone, ["viewer"])));
    expect(await look(invited)).toMatchObject({ status: "invited", roles: ["viewer"] });
  });

  it("that has lapsed can be made again", async () => {
    const phone = aPhone();
    await approve(checker, await submit(world, admin.caller, invite(phone)));
    await asOwner(
      `update memberships m set invited_until = now() - interval '1 minute', unit_id = UNIT from people p where p.id = m.person_id and p.phone = '${phone}'`,
    );
    const again = await submit(world, admin.caller, invite(phone, ["viewer"]));
    expect(await approve(checker, again)).toMatchObject({ status: "completed" });
  });
});

describe("roles", () => {
  it("become more only when another person approves, and only of what the checker read", async () => {
    const maker = await d.person("Maker", ["maker"]);
    expect(await codeOf(submit(world, admin.caller, widen(maker, ["viewer"])))).toBe("people.roles-not-wider");
    const ids = [
      await submit(world, admin.caller, widen(maker, ["maker", "viewer"])),
      await submit(world, admin.caller, widen(maker, ["maker", "admin"])),
    ] as const;
    expect(await approve(checker, ids[0])).toMatchObject({ status: "completed" });
    expect((await look(maker)).roles).toEqual(["maker", "viewer"]);
    expect(await approve(other, ids[1])).toEqual({
      operationId: ids[1],
      status: "failed",
      failure: "people.changed-meanwhile",
    });
    expect((await look(maker)).roles).toEqual(["maker", "viewer"]);
  });

  it("are not decided on by whom they are for", async () => {
    const id = await submit(world, admin.caller, widen(checker, ["checker", "admin"]));
    expect(await codeOf(approve(checker, id))).toBe("operations.about-yourself");
    expect(await approve(other, id)).toMatchObject({ status: "completed" });
  });

  it("become fewer at once, but never so that fewer than two decide or nobody is admin", async () => {
    const less = (person: TestPerson, after: Role[]) =>
      codeOf(world.as(admin.caller, (ctx) => narrowRoles(ctx, { personId: person.id, after })));
    expect(await less(checker, ["checker", "viewer"])).toBe("people.roles-not-narrower");
    expect(await less(admin, ["checker"])).toBe("people.last-admin");
    expect(await less(admin, ["admin"])).toBe("accepted");
    await approve(other, await submit(world, admin.caller, widen(checker, ["checker", "viewer"])));
    expect(await less(checker, ["viewer"])).toBe("people.too-few-deciders");
    expect((await look(checker)).roles).toEqual(["checker", "viewer"]);
  });
});

describe("suspending", () => {
  it("acts at once and ends the sessions; the way back needs another person", async () => {
    const maker = await d.person("Maker", ["maker"]);
    await world.as(admin.caller, (ctx) => suspendPerson(ctx, { personId: maker.id, reason: "On leave" }));
    expect(await look(maker)).toMatchObject({ status: "suspended", suspended: { reason: "On leave" } });
    expect(await asOwner(`select from sessions where person_id = '${maker.id}' and revoked_at is null`)).toHaveLength(
      0,
    );
    const id = await submit(world, admin.caller, withReason("person-reinstate", maker));
    expect(await codeOf(approve(admin, id))).toBe("operations.own-operation");
    expect(await look(maker)).toMatchObject({ status: "suspended" });
    await approve(checker, id);
    expect(await look(maker)).toMatchObject({ status: "active", suspended: null, roles: ["maker"] });
    expect(await codeOf(submit(world, admin.caller, withReason("person-reinstate", maker)))).toBe(
      "people.not-suspended",
    );
  });

  it("of two of three deciders at once goes through for one of them", async () => {
    const suspend = (who: TestPerson) =>
      codeOf(world.as(admin.caller, (ctx) => suspendPerson(ctx, { personId: who.id, reason: "x" })));
    const codes = await Promise.all([suspend(checker), suspend(other)]);
    expect(codes.sort()).toEqual(["accepted", "people.too-few-deciders"]);
  });
});

describe("removing", () => {
  it("of two of three deciders at once goes through for one of them", async () => {
    const second = await d.person("Second admin", ["admin"]);
    const ids = [
      await submit(world, admin.caller, withReason("person-remove", checker)),
      await submit(world, admin.caller, withReason("person-remove", other)),
    ] as const;
    const ends = await Promise.all(ids.map((id) => approve(second, id)));
    expect(ends.map(({ status }) => status).sort()).toEqual(["completed", "failed"]);
    expect(ends.find(({ status }) => status === "failed")?.failure).toBe("people.too-few-deciders");
  });

  it("is refused where fewer than two would decide, and whoever was removed can be invited again", async () => {
    expect(await codeOf(submit(world, admin.caller, withReason("person-remove", admin)))).toBe("people.last-admin");
    await approve(other, await submit(world, admin.caller, withReason("person-remove", checker)));
    expect(await look(checker)).toMatchObject({ status: "removed" });
    expect(await asOwner(`select from sessions where person_id = '${checker.id}' and revoked_at is null`)).toHaveLength(
      0,
    );
    expect(await codeOf(submit(world, admin.caller, withReason("person-remove", other)))).toBe(
      "people.too-few-deciders",
    );
    const { phone } = await look(checker);
    await approve(other, await submit(world, admin.caller, invite(phone, ["checker"])));
    expect(await look(checker)).toMatchObject({ status: "invited", roles: ["checker"] });
  });
});

describe("an identity in somebody's hands", () => {
  const act = async (kind: "invite" | "reset" | "phone"): Promise<TestPerson> => {
    const person = await d.person("In hand", ["maker", "admin", "checker"]);
    await enrol(person);
    if (kind === "invite") {
      await asOwner(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
        values ('${person.id}', '${admin.id}', '${world.issuerId}', 'invite', '${person.id}')`);
    } else {
      const asked = kind === "reset" ? withReason("person-totp-reset", person) : newPhone(person, aPhone());
      expect(await approve(checker, await submit(world, admin.caller, asked))).toMatchObject({ status: "completed" });
      // They sign in again.
      await asOwner(`insert into sessions (id, token_hash, person_id, issuer_id, organisation_id, organisation_kind, expires_at)
        select gen_random_uuid(), sha256(random()::text::bytea), '${person.id}', '${world.issuerId}', '${d.id}', 'distributor', now() + interval '1 hour'`);
      const [session] = await asOwner(
        `select id from sessions where person_id = '${person.id}' and revoked_at is null`,
      );
      return at({ ...person, sessionId: session?.id });
    }
    return person;
  };
  const at = (person: TestPerson): TestPerson => ({
    ...person,
    caller: {
      ...person.caller,
      authenticate: async (...given) =>
        ({
          ...(await person.caller.authenticate(...given)),
          ...{ sessionId: person.sessionId },
        }) as never,
    },
  });

  it.each(["invite", "reset", "phone"] as const)(
    "(%s) decides for whoever has it in no direction, until three days are over",
    async (kind) => {
      const puppet = await act(kind);
      const fromAdmin = await submit(world, admin.caller, invite(aPhone()));
      expect(await codeOf(approve(puppet, fromAdmin))).toBe("operations.controlled-identity");
      const fromPuppet = await submit(world, puppet.caller, invite(aPhone()));
      expect(await codeOf(approve(admin, fromPuppet))).toBe("operations.controlled-identity");
      expect(await approve(checker, fromPuppet)).toMatchObject({ status: "completed" });
      const su = postgres(world.urls.superuserUrl, { max: 1 });
      await su.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update person_controls set at = at - interval '72 hours 1 second' where person_id = ${puppet.id}`;
      });
      await su.end();
      expect(await approve(puppet, fromAdmin)).toMatchObject({ status: "completed" });
    },
  );

  it("is taken by no organisation that somebody joined later", async () => {
    const elsewhere = await world.distributor(0n);
    const known = await elsewhere.person("Known Elsewhere", ["maker"]);
    await enrol(known);
    await asOwner(`insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, status, joined_at, unit_id)
      values ('${world.issuerId}', '${d.id}', '${known.id}', 'distributor', '{maker}', 'active', now() + interval '1 second', UNIT)`);
    expect(await codeOf(submit(world, admin.caller, withReason("person-totp-reset", known)))).toBe(
      "people.known-elsewhere",
    );
    expect(await codeOf(submit(world, admin.caller, newPhone(known, aPhone())))).toBe("people.known-elsewhere");
  });

  it("of the issuer's people is taken by no distributor that they had joined before", async () => {
    const known = await d.person("Known here first", ["maker"]);
    await enrol(known);
    await asOwner(`insert into memberships (issuer_id, organisation_id, person_id, organisation_kind, roles, status, joined_at, unit_id)
      values ('${world.issuerId}', '${world.issuerId}', '${known.id}', 'issuer', '{checker}', 'active', now() + interval '1 second', UNIT)`);
    expect(await codeOf(submit(world, admin.caller, newPhone(known, aPhone())))).toBe("people.known-elsewhere");
    const staff = await world.staff("Issuer's admin", ["admin"]);
    expect(await codeOf(submit(world, staff.caller, newPhone(known, aPhone())))).toBe("accepted");
  });

  it("gets no phone that is somebody's already, in whatever spelling", async () => {
    await asOwner(`update people set phone = '+2348123456782' where id = '${other.id}'`);
    expect(await codeOf(submit(world, admin.caller, newPhone(checker, "+234 812 345 6782")))).toBe(
      "people.phone-taken",
    );
    await asOwner(`update people set phone = '${aPhone()}' where id = '${other.id}'`);
  });
});

describe("a new distributor", () => {
  it("has the issuer's checkers decide until two of its own can", async () => {
    const fresh = await world.distributor(0n);
    const first = await fresh.person("First", ["admin", "maker", "checker"]);
    const staff = await world.staff("Issuer's checker", ["checker"]);
    const id = await submit(world, first.caller, invite(aPhone(), ["checker"]));
    expect(await codeOf(approve(first, id))).toBe("operations.own-operation");
    expect(await approve(staff, id)).toMatchObject({ status: "completed" });
    const later = await submit(world, admin.caller, invite(aPhone()));
    expect(await codeOf(approve(staff, later))).toBe("operations.not-found");
  });

  it("of two has the issuer's checkers decide about the second when the first asks", async () => {
    const small = await world.distributor(0n);
    const first = await small.person("First", ["admin", "maker", "checker"]);
    const second = await small.person("Second", ["checker"]);
    await enrol(second);
    const staff = await world.staff("Issuer's checker", ["checker"]);
    const id = await submit(world, first.caller, withReason("person-totp-reset", second));
    expect(await codeOf(approve(second, id))).toBe("operations.about-yourself");
    const desk = await world.as(staff.caller, (ctx) => listApprovals(ctx, { tab: "needs-me", filters: {}, limit: 50 }));
    expect(desk.items.map((item) => item.id)).toContain(id);
    expect(await approve(staff, id)).toMatchObject({ status: "completed" });
  });
});
