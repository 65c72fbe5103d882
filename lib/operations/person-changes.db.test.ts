import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf, submit } from "@/db/test/acts";
import { approve, type ByHand, byHand, invite, widen, withReason } from "@/db/test/people";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { narrowRoles, readPerson, suspendPerson } from "@/lib/people";
import type { Role } from "@/lib/runtime";

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

describe("roles", () => {
  it("become more only when another person approves, and only of what the checker read", async () => {
    const maker = await d.person("Maker", ["maker"]);
    expect(await codeOf(submit(world, admin.caller, widen(maker, ["viewer"])))).toBe("people.roles-not-wider");
    const ids = [
      await submit(world, admin.caller, widen(maker, ["maker", "viewer"])),
      await submit(world, admin.caller, widen(maker, ["maker", "admin"])),
    ] as const;
    expect(await approve(world, checker, ids[0])).toMatchObject({ status: "completed" });
    expect((await look(maker)).roles).toEqual(["maker", "viewer"]);
    expect(await approve(world, other, ids[1])).toEqual({
      operationId: ids[1],
      status: "failed",
      failure: "people.changed-meanwhile",
    });
    expect((await look(maker)).roles).toEqual(["maker", "viewer"]);
  });

  it("are not decided on by whom they are for", async () => {
    const id = await submit(world, admin.caller, widen(checker, ["checker", "admin"]));
    expect(await codeOf(approve(world, checker, id))).toBe("operations.about-yourself");
    expect(await approve(world, other, id)).toMatchObject({ status: "completed" });
  });

  it("become fewer at once, but never so that fewer than two decide or nobody is admin", async () => {
    const less = (person: TestPerson, after: Role[]) =>
      codeOf(world.as(admin.caller, (ctx) => narrowRoles(ctx, { personId: person.id, after })));
    expect(await less(checker, ["checker", "viewer"])).toBe("people.roles-not-narrower");
    expect(await less(admin, ["checker"])).toBe("people.last-admin");
    expect(await less(admin, ["admin"])).toBe("accepted");
    await approve(world, other, await submit(world, admin.caller, widen(checker, ["checker", "viewer"])));
    expect(await less(checker, ["viewer"])).toBe("people.too-few-deciders");
    expect((await look(checker)).roles).toEqual(["checker", "viewer"]);
  });
});

describe("suspending", () => {
  it("acts at once and ends the sessions; the way back needs another person", async () => {
    const maker = await d.person("Maker", ["maker"]);
    await world.as(admin.caller, (ctx) => suspendPerson(ctx, { personId: maker.id, reason: "On leave" }));
    expect(await look(maker)).toMatchObject({ status: "suspended", suspended: { reason: "On leave" } });
    expect(
      await hand.write(`select from sessions where person_id = '${maker.id}' and revoked_at is null`),
    ).toHaveLength(0);
    const id = await submit(world, admin.caller, withReason("person-reinstate", maker));
    expect(await codeOf(approve(world, admin, id))).toBe("operations.own-operation");
    expect(await look(maker)).toMatchObject({ status: "suspended" });
    await approve(world, checker, id);
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
    const ends = await Promise.all(ids.map((id) => approve(world, second, id)));
    expect(ends.map(({ status }) => status).sort()).toEqual(["completed", "failed"]);
    expect(ends.find(({ status }) => status === "failed")?.failure).toBe("people.too-few-deciders");
  });

  it("is refused where fewer than two would decide, and whoever was removed can be invited again", async () => {
    expect(await codeOf(submit(world, admin.caller, withReason("person-remove", admin)))).toBe("people.last-admin");
    await approve(world, other, await submit(world, admin.caller, withReason("person-remove", checker)));
    expect(await look(checker)).toMatchObject({ status: "removed" });
    expect(
      await hand.write(`select from sessions where person_id = '${checker.id}' and revoked_at is null`),
    ).toHaveLength(0);
    expect(await codeOf(submit(world, admin.caller, withReason("person-remove", other)))).toBe(
      "people.too-few-deciders",
    );
    const { phone } = await look(checker);
    await approve(world, other, await submit(world, admin.caller, invite(phone, ["checker"])));
    expect(await look(checker)).toMatchObject({ status: "invited", roles: ["checker"] });
  });
});
