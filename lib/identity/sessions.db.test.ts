import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessions } from "@/db/schema/identity";
import { memberships } from "@/db/schema/organisations";
import { auditEntries } from "@/db/schema/runtime";
import { giveTestSettings, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { type Ctx, run } from "@/lib/runtime";
import { hashSessionToken, newToken } from "./hashes";
import { listSessions } from "./list-sessions";
import { revokeAllSessions } from "./revoke-all-sessions";
import { revokeSession } from "./revoke-session";
import { sessionCaller } from "./session-caller";

describe("a session", () => {
  let world: World;
  let desk: ReturnType<typeof signInDesk>;
  let home: TestDistributor;
  beforeAll(async () => {
    world = await createWorld();
    giveTestSettings(world.urls.appUrl);
    desk = signInDesk(world);
    home = await world.distributor(0n);
  });
  afterAll(() => world.close());

  async function as<T>(token: string, verb: (ctx: Ctx) => Promise<T>, background = false): Promise<T> {
    const caller = await sessionCaller(token, { background });
    if (!caller) throw new Error("no session");
    return run(caller, { requestId: "test" }, verb);
  }
  const whoAmI = (token: string, background = false) => as(token, async (ctx) => ctx.principal, background);
  const change = (token: string, set: Partial<typeof sessions.$inferInsert>) =>
    run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
      ctx.tx
        .update(sessions)
        .set(set)
        .where(eq(sessions.tokenHash, hashSessionToken(token))),
    );
  const lastSeen = async (token: string) => {
    const [row] = await world.owner
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, hashSessionToken(token)));
    return row?.lastSeenAt.getTime() ?? 0;
  };
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const changeMembership = (personId: Id<"person">, set: Partial<typeof memberships.$inferInsert>) =>
    run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
      ctx.tx
        .update(memberships)
        .set({ ...set, unitId: ctx.unitId })
        .where(and(eq(memberships.personId, personId), eq(memberships.organisationId, home.id))),
    );

  it("says who is calling, and the table holds nothing that opens it", async () => {
    const person = await desk.hire(home.id, { roles: ["maker", "viewer"] });
    const token = await desk.signIn(person);
    expect(await whoAmI(token)).toMatchObject({
      kind: "user",
      personId: person.id,
      issuerId: world.issuerId,
      organisationId: home.id,
      organisationKind: "distributor",
      roles: ["maker", "viewer"],
    });
    const rows = await world.owner.select().from(sessions).where(eq(sessions.personId, person.id));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("sees its own organisation's rows only; issuer staff see all of the issuer", async () => {
    const other = await world.distributor(0n);
    await desk.hire(other.id);
    const staff = await desk.signIn(await desk.hire(world.issuerId));
    const maker = await desk.signIn(await desk.hire(home.id));
    const seen = (token: string) =>
      as(token, async (ctx) => {
        const rows = await ctx.tx.select({ id: auditEntries.organisationId }).from(auditEntries);
        return new Set(rows.map((row) => row.id));
      });
    expect(await seen(maker)).toEqual(new Set([home.id]));
    expect([...(await seen(staff))]).toEqual(expect.arrayContaining([home.id, other.id]));
  });

  it("is nobody for an unknown token and for what is no token", async () => {
    for (const token of [newToken(), "", "x".repeat(43).replace("x", "%"), "A".repeat(5000)]) {
      expect(await sessionCaller(token)).toBeNull();
    }
  });

  it("is over at once when it is revoked, also for a caller that was looked up before", async () => {
    const token = await desk.signIn(await desk.hire(home.id));
    const earlier = await sessionCaller(token);
    if (!earlier) throw new Error("no session");
    expect(await as(token, (ctx) => revokeSession(ctx))).toEqual({ revoked: true });
    expect(await sessionCaller(token)).toBeNull();
    await expect(run(earlier, { requestId: "test" }, async () => "done")).rejects.toMatchObject({
      code: "auth.session-ended",
    });
  });

  it("ends after a quarter of an hour without use and after twelve hours whatever happens", async () => {
    const token = await desk.signIn(await desk.hire(home.id));
    await change(token, { lastSeenAt: minutesAgo(14) });
    await expect(whoAmI(token)).resolves.toBeDefined();
    await change(token, { lastSeenAt: minutesAgo(16) });
    await expect(whoAmI(token)).rejects.toMatchObject({ code: "auth.session-ended" });
    const [row] = await world.owner
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, hashSessionToken(token)));
    if (!row) throw new Error("no session");
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
    const old = newToken();
    const copy = { ...row, id: newId("session"), tokenHash: hashSessionToken(old), lastSeenAt: new Date() };
    await desk.asOwner((ctx) => ctx.tx.insert(sessions).values({ ...copy, expiresAt: minutesAgo(0) }));
    expect(await sessionCaller(old)).toBeNull();
  });

  it("notes use at most once a minute, and never the polling of an abandoned page", async () => {
    const token = await desk.signIn(await desk.hire(home.id));
    const at = minutesAgo(10);
    await change(token, { lastSeenAt: at });
    await whoAmI(token, true);
    expect(await lastSeen(token)).toBe(at.getTime());
    await whoAmI(token);
    const touched = await lastSeen(token);
    expect(touched).toBeGreaterThan(at.getTime());
    await whoAmI(token);
    expect(await lastSeen(token)).toBe(touched);
  });

  it("follows a change of roles in the next unit, and ends with the membership", async () => {
    const person = await desk.hire(home.id, { roles: ["maker"] });
    const token = await desk.signIn(person);
    await changeMembership(person.id, { roles: ["viewer"] });
    expect(await whoAmI(token)).toMatchObject({ roles: ["viewer"] });
    await changeMembership(person.id, { status: "suspended" });
    await expect(whoAmI(token)).rejects.toMatchObject({ code: "auth.session-ended" });
  });

  it("is listed to its person alone, the current one first, with device and address", async () => {
    const [person, other] = [await desk.hire(home.id), await desk.hire(home.id)];
    const first = await desk.signIn(person, "203.0.113.1");
    await desk.signIn(person, "203.0.113.2");
    await desk.signIn(other);
    const list = await as(first, listSessions);
    expect(list.map((session) => [session.current, session.address])).toEqual([
      [true, "203.0.113.1"],
      [false, "203.0.113.2"],
    ]);
    expect(list[0]?.device).toEqual({ browser: "Chrome", system: "Android" });
  });

  it("cannot be revoked by another person", async () => {
    const [person, other] = [await desk.hire(home.id), await desk.hire(home.id)];
    const [mine, theirs] = [await desk.signIn(person), await desk.signIn(other)];
    const [target] = await as(theirs, listSessions);
    expect(await as(mine, (ctx) => revokeSession(ctx, { sessionId: target?.id }))).toEqual({ revoked: false });
    await expect(whoAmI(theirs)).resolves.toBeDefined();
  });

  it("ends with all others of its person on sign out everywhere, which is audited once", async () => {
    const person = await desk.hire(home.id);
    const tokens = [await desk.signIn(person), await desk.signIn(person), await desk.signIn(person)];
    const bystander = await desk.signIn(await desk.hire(home.id));
    expect(await as(tokens[1] ?? "", revokeAllSessions)).toEqual({ revoked: 3 });
    for (const token of tokens) expect(await sessionCaller(token)).toBeNull();
    await expect(whoAmI(bystander)).resolves.toBeDefined();
    const [entry] = await world.as(world.system, (ctx) =>
      ctx.tx
        .select()
        .from(auditEntries)
        .where(eq(auditEntries.subjectId, person.id))
        .orderBy(desc(auditEntries.seq))
        .limit(1),
    );
    expect(entry).toMatchObject({
      action: "sign-out.everywhere",
      actor: `person:${person.id}`,
      detail: { sessions: 3 },
    });
  });

  it("is not written by a statement that ends up outside its unit of work", async () => {
    await desk.signIn(await desk.hire(home.id));
    const outside = world.app.update(sessions).set({ revokedAt: new Date() });
    await expect(outside).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
