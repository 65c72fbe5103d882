import { describe, expect, it } from "vitest";
import { codeOf } from "@/db/test/acts";
import { openOffice } from "@/db/test/office";
import { invite, widen, withReason } from "@/db/test/people";
import type { TestPerson } from "@/db/test/world";
import { narrowRoles, suspendPerson } from "@/lib/people";
import type { Role } from "@/lib/runtime";

const office = openOffice();

describe("roles", () => {
  it("become more only when another person approves, and only of what the checker read", async () => {
    const maker = await office.home.person("Maker", ["maker"]);
    expect(await codeOf(office.ask(office.admin, widen(maker, ["viewer"])))).toBe("people.roles-not-wider");
    const ids = [
      await office.ask(office.admin, widen(maker, ["maker", "viewer"])),
      await office.ask(office.admin, widen(maker, ["maker", "admin"])),
    ] as const;
    expect(await office.approve(office.checker, ids[0])).toMatchObject({ status: "completed" });
    expect((await office.look(maker)).roles).toEqual(["maker", "viewer"]);
    expect(await office.approve(office.other, ids[1])).toEqual({
      operationId: ids[1],
      status: "failed",
      failure: "people.changed-meanwhile",
    });
    expect((await office.look(maker)).roles).toEqual(["maker", "viewer"]);
  });

  it("are not decided on by whom they are for", async () => {
    const id = await office.ask(office.admin, widen(office.checker, ["checker", "admin"]));
    expect(await codeOf(office.approve(office.checker, id))).toBe("operations.about-yourself");
    expect(await office.approve(office.other, id)).toMatchObject({ status: "completed" });
  });

  it("become fewer at once, but never so that fewer than two decide or nobody is admin", async () => {
    const less = (person: TestPerson, after: Role[]) =>
      codeOf(office.world.as(office.admin.caller, (ctx) => narrowRoles(ctx, { personId: person.id, after })));
    expect(await less(office.checker, ["checker", "viewer"])).toBe("people.roles-not-narrower");
    expect(await less(office.admin, ["checker"])).toBe("people.last-admin");
    expect(await less(office.admin, ["admin"])).toBe("accepted");
    await office.approve(office.other, await office.ask(office.admin, widen(office.checker, ["checker", "viewer"])));
    expect(await less(office.checker, ["viewer"])).toBe("people.too-few-deciders");
    expect((await office.look(office.checker)).roles).toEqual(["checker", "viewer"]);
  });
});

describe("suspending", () => {
  it("acts at once and ends the sessions; the way back needs another person", async () => {
    const maker = await office.home.person("Maker", ["maker"]);
    await office.world.as(office.admin.caller, (ctx) => suspendPerson(ctx, { personId: maker.id, reason: "On leave" }));
    expect(await office.look(maker)).toMatchObject({ status: "suspended", suspended: { reason: "On leave" } });
    expect(
      await office.hand.write(`select from sessions where person_id = '${maker.id}' and revoked_at is null`),
    ).toHaveLength(0);
    const id = await office.ask(office.admin, withReason("person-reinstate", maker));
    expect(await codeOf(office.approve(office.admin, id))).toBe("operations.own-operation");
    expect(await office.look(maker)).toMatchObject({ status: "suspended" });
    await office.approve(office.checker, id);
    expect(await office.look(maker)).toMatchObject({ status: "active", suspended: null, roles: ["maker"] });
    expect(await codeOf(office.ask(office.admin, withReason("person-reinstate", maker)))).toBe("people.not-suspended");
  });

  it("of two of three deciders at once goes through for one of them", async () => {
    const suspend = (who: TestPerson) =>
      codeOf(office.world.as(office.admin.caller, (ctx) => suspendPerson(ctx, { personId: who.id, reason: "x" })));
    const codes = await Promise.all([suspend(office.checker), suspend(office.other)]);
    expect(codes.sort()).toEqual(["accepted", "people.too-few-deciders"]);
  });
});

describe("removing", () => {
  it("of two of three deciders at once goes through for one of them", async () => {
    const second = await office.home.person("Second admin", ["admin"]);
    const ids = [
      await office.ask(office.admin, withReason("person-remove", office.checker)),
      await office.ask(office.admin, withReason("person-remove", office.other)),
    ] as const;
    const ends = await Promise.all(ids.map((id) => office.approve(second, id)));
    expect(ends.map(({ status }) => status).sort()).toEqual(["completed", "failed"]);
    expect(ends.find(({ status }) => status === "failed")?.failure).toBe("people.too-few-deciders");
  });

  it("is refused where fewer than two would decide, and whoever was removed can be invited again", async () => {
    expect(await codeOf(office.ask(office.admin, withReason("person-remove", office.admin)))).toBe("people.last-admin");
    await office.approve(office.other, await office.ask(office.admin, withReason("person-remove", office.checker)));
    expect(await office.look(office.checker)).toMatchObject({ status: "removed" });
    expect(
      await office.hand.write(`select from sessions where person_id = '${office.checker.id}' and revoked_at is null`),
    ).toHaveLength(0);
    expect(await codeOf(office.ask(office.admin, withReason("person-remove", office.other)))).toBe(
      "people.too-few-deciders",
    );
    const { phone } = await office.look(office.checker);
    await office.approve(office.other, await office.ask(office.admin, invite(phone, ["checker"])));
    expect(await office.look(office.checker)).toMatchObject({ status: "invited", roles: ["checker"] });
  });
});
