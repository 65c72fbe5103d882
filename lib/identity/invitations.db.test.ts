import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { distributors, memberships } from "@/db/schema";
import { auditEntries } from "@/db/schema/runtime";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { hashDevice } from "./devices";
import { newInvitation, readInvitation } from "./invitations";
import { sessionCaller } from "./session-caller";
import { startSignIn } from "./start-sign-in";

const WEEK = 7 * 24 * 3_600_000;

describe("an invitation", () => {
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

  const change = (personId: SignInPerson["id"], to: TestDistributor, set: Partial<typeof memberships.$inferInsert>) =>
    desk.asOwner((ctx) =>
      ctx.tx
        .update(memberships)
        .set({ ...set, unitId: ctx.unitId })
        .where(and(eq(memberships.personId, personId), eq(memberships.organisationId, to.id))),
    );
  async function invite(to = home, milliseconds = WEEK, enrolled = true) {
    const person = await desk.hire(to.id, { enrolled });
    const { token, hash } = newInvitation();
    const invitedUntil = new Date(Date.now() + milliseconds);
    await change(person.id, to, { status: "invited", invitedUntil, invitationHash: hash });
    return { person, token, hash };
  }
  const membershipOf = async (person: SignInPerson) => {
    const [row] = await world.as(world.system, (ctx) =>
      ctx.tx.select().from(memberships).where(eq(memberships.personId, person.id)),
    );
    return row;
  };

  it("tells whoever has its link to what it is, for how long and with which phone", async () => {
    const { person, token } = await invite();
    expect(await readInvitation(token)).toEqual({
      state: "open",
      personId: person.id,
      organisationId: home.id,
      organisation: "Distributor",
      person: expect.any(String),
      phone: person.phone,
      roles: ["maker"],
      until: expect.any(Date),
    });
  });

  it("that is lapsed, withdrawn or of a suspended distributor is told like one that never was", async () => {
    const never = await readInvitation(newInvitation().token);
    expect(never).toEqual({ state: "lapsed" });
    expect(await readInvitation("no token at all")).toEqual(never);
    expect(await readInvitation((await invite(home, -1000)).token)).toEqual(never);
    const withdrawn = await invite();
    await change(withdrawn.person.id, home, { status: "removed" });
    expect(await readInvitation(withdrawn.token)).toEqual(never);
    const other = await world.distributor(0n);
    const { token } = await invite(other);
    await desk.asOwner((ctx) =>
      ctx.tx.update(distributors).set({ status: "suspended", unitId: ctx.unitId }).where(eq(distributors.id, other.id)),
    );
    expect(await readInvitation(token)).toEqual(never);
  });

  it("becomes a membership with the first session, which the audit keeps, and is used from then on", async () => {
    const { person, token } = await invite();
    expect(await sessionCaller(await desk.signIn(person))).not.toBeNull();
    expect(await membershipOf(person)).toMatchObject({ status: "active", joinedAt: expect.any(Date) });
    expect(await readInvitation(token)).toEqual({ state: "used" });
    const actions = await world.as(world.system, (ctx) =>
      ctx.tx
        .select({ action: auditEntries.action, subject: auditEntries.subjectId })
        .from(auditEntries)
        .orderBy(desc(auditEntries.seq))
        .where(eq(auditEntries.organisationId, home.id))
        .limit(2),
    );
    expect(actions).toContainEqual({ action: "person.joined", subject: person.id });
    await desk.signIn(person);
    const { joinedAt } = (await membershipOf(person)) ?? {};
    expect(joinedAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it("that lapses between the SMS and the authenticator lets nobody in", async () => {
    const { person } = await invite();
    const ticket = await desk.passSms(person.phone);
    await change(person.id, home, { invitedUntil: new Date(Date.now() - 1000) });
    expect(await desk.finish(ticket, person)).toEqual({ outcome: "expired" });
    expect(await membershipOf(person)).toMatchObject({ status: "invited", joinedAt: null });
  });

  it("leads its person into that organisation, whatever others they work for", async () => {
    const { person, token } = await invite(home);
    const elsewhere = await world.distributor(0n);
    await desk.join(person.id, elsewhere.id, ["maker"]);
    const signInWith = async (invitation: string | null) => {
      const { challengeId, sms } = await desk.asVisitor((ctx) => startSignIn(ctx, { phone: person.phone, invitation }));
      const ticket = await desk.confirm(challengeId, sms?.code ?? "");
      const outcome = await desk.finish(ticket, person);
      if (outcome.outcome !== "signed-in") throw new Error(outcome.outcome);
      return (await sessionCaller(outcome.token))?.scope.organisation;
    };
    expect(await signInWith(token)).toBe(home.id);
  });

  it("gives its link's holder a budget of their own: a stranger who asks for codes uses up none of it", async () => {
    const { person, token } = await invite();
    const ask = (invitation: string | null) =>
      desk.asVisitor((ctx) => startSignIn(ctx, { phone: person.phone, invitation }), "203.0.113.5");
    for (let n = 0; n < 3; n++) await ask(null);
    for (const other of [null, newInvitation().token, hashDevice(person.id, "x").toString("hex")]) {
      await expect(ask(other)).rejects.toMatchObject({ code: "sign-in.sms-limit" });
    }
    expect((await ask(token)).sms).not.toBeNull();
  });
});
