import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { distributors, memberships } from "@/db/schema";
import { sessions } from "@/db/schema/identity";
import { auditEntries } from "@/db/schema/runtime";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { type Ctx, run, type UserPrincipal } from "@/lib/runtime";
import { hashSessionToken } from "./hashes";
import { listOrganisations } from "./list-organisations";
import { sessionCaller } from "./session-caller";
import { enterCaller, leaveCaller } from "./sign-in-callers";
import { noteLeft, switchOrganisation } from "./switch-organisation";

describe("a person of several organisations", () => {
  let world: World;
  let desk: ReturnType<typeof signInDesk>;
  let one: TestDistributor;
  let two: TestDistributor;
  beforeAll(async () => {
    world = await createWorld();
    giveTestSettings(world.urls.appUrl);
    desk = signInDesk(world);
    [one, two] = [await world.distributor(0n), await world.distributor(0n)];
  });
  afterAll(() => world.close());

  async function as<T>(token: string, verb: (ctx: Ctx) => Promise<T>): Promise<T> {
    const caller = await sessionCaller(token);
    if (!caller) throw Object.assign(new Error("no session"), { code: "no-session" });
    return world.as(caller, verb);
  }
  const who = (token: string) => as(token, async (ctx) => ctx.principal as UserPrincipal);
  async function go(token: string, to: Id<"distributor"> | Id<"issuer">): Promise<string> {
    const person = await who(token);
    const caller = await enterCaller(person.sessionId, to);
    if (!caller) throw Object.assign(new Error("nowhere"), { code: "nowhere" });
    const gone = await run(caller, { requestId: "test" }, (ctx) => switchOrganisation(ctx, person));
    await run(leaveCaller(person), { requestId: "test" }, (ctx) => noteLeft(ctx, person));
    return gone.token;
  }
  async function settled(): Promise<{ person: SignInPerson; token: string }> {
    const person = await desk.hire(one.id, { roles: ["maker"] });
    await desk.join(person.id, two.id, ["checker"]);
    return { person, token: await desk.signIn(person, "203.0.113.4") };
  }
  const row = async (token: string) => {
    const [found] = await world.owner
      .select()
      .from(sessions)
      .where(eq(sessions.tokenHash, hashSessionToken(token)));
    return found;
  };
  const newest = async (organisation: Id<"distributor">) => {
    const [entry] = await world.as(world.system, (ctx) =>
      ctx.tx
        .select()
        .from(auditEntries)
        .where(eq(auditEntries.organisationId, organisation))
        .orderBy(desc(auditEntries.seq))
        .limit(1),
    );
    return entry;
  };

  it("sees where they may work, whoever's issuer it is, and nobody else's places", async () => {
    const { token } = await settled();
    await world.distributor(0n);
    const list = await as(token, listOrganisations);
    expect(list.map(({ id, roles, current }) => ({ id, roles, current }))).toEqual(
      expect.arrayContaining([
        { id: one.id, roles: ["maker"], current: true },
        { id: two.id, roles: ["checker"], current: false },
      ]),
    );
    expect(list).toHaveLength(2);
  });

  it("goes on there with that organisation's roles and scope; the session before is over, the new one ends when it would have", async () => {
    const { person, token } = await settled();
    const before = await row(token);
    const there = await go(token, two.id);
    expect(await sessionCaller(token)).toBeNull();
    expect(await who(there)).toMatchObject({ personId: person.id, organisationId: two.id, roles: ["checker"] });
    expect((await sessionCaller(there))?.scope).toEqual({ issuerId: world.issuerId, organisation: two.id });
    const { deviceHash, userAgent, address, createdAt, expiresAt } = before ?? {};
    expect(await row(there)).toMatchObject({ deviceHash, userAgent, address, createdAt, expiresAt });
    expect(await newest(two.id)).toMatchObject({ action: "session.switched-here", actor: `person:${person.id}` });
    expect(await newest(one.id)).toMatchObject({ action: "session.switched-away", actor: `person:${person.id}` });
    const back = await go(there, one.id);
    expect(await who(back)).toMatchObject({ organisationId: one.id, roles: ["maker"] });
  });

  it("between issuer and distributor too", async () => {
    const person = await desk.hire(one.id);
    await desk.join(person.id, world.issuerId, ["viewer"]);
    const token = await go(await desk.signIn(person), world.issuerId);
    expect(await who(token)).toMatchObject({ organisationKind: "issuer", roles: ["viewer"] });
    expect((await sessionCaller(token))?.scope.organisation).toBe("*");
  });

  it("comes into one that invited them by going there", async () => {
    const { person, token } = await settled();
    const three = await world.distributor(0n);
    await desk.join(person.id, three.id, ["viewer"], {
      status: "invited",
      invitedUntil: new Date(Date.now() + 60_000),
    });
    expect(await as(token, listOrganisations)).toContainEqual(expect.objectContaining({ id: three.id, invited: true }));
    expect(await who(await go(token, three.id))).toMatchObject({ organisationId: three.id });
  });

  it("goes nowhere else: not where they never were, are suspended or removed, nor to a suspended distributor", async () => {
    const { person, token } = await settled();
    const set = (change: Partial<typeof memberships.$inferInsert>) =>
      desk.asOwner((ctx) =>
        ctx.tx
          .update(memberships)
          .set({ ...change, unitId: ctx.unitId })
          .where(and(eq(memberships.personId, person.id), eq(memberships.organisationId, two.id))),
      );
    const refused = (to: Id<"distributor">) => go(token, to).catch((error) => error.code);
    expect(await refused((await world.distributor(0n)).id)).toBe("nowhere");
    expect(await refused(newId("distributor"))).toBe("nowhere");
    for (const status of ["suspended", "removed"] as const) {
      await set({ status });
      expect(await refused(two.id)).toBe("nowhere");
    }
    await set({ status: "active" });
    const three = await world.distributor(0n);
    await desk.join(person.id, three.id, ["viewer"]);
    const status = (to: "active" | "suspended") =>
      desk.asOwner((ctx) =>
        ctx.tx.update(distributors).set({ status: to, unitId: ctx.unitId }).where(eq(distributors.id, three.id)),
      );
    await status("suspended");
    expect(await refused(three.id)).toBe("nowhere");
    await status("active");
    const there = await go(token, three.id);
    await status("suspended");
    expect(await sessionCaller(there)).toBeNull();
  });

  it("leaves one session behind of twenty that go at once", async () => {
    const { person, token } = await settled();
    const leaving = await who(token);
    const caller = await enterCaller(leaving.sessionId, two.id);
    if (!caller) throw new Error("nowhere");
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => run(caller, { requestId: "test" }, (ctx) => switchOrganisation(ctx, leaving))),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const rows = await world.owner.select().from(sessions).where(eq(sessions.personId, person.id));
    expect(rows.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1);
  });
});
