import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people, recoveryCodes, sessions, signInChallenges } from "@/db/schema/identity";
import { auditEntries } from "@/db/schema/runtime";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { Ticket } from "./challenge";
import { finishSignIn } from "./finish-sign-in";
import { hashRecoveryCode } from "./hashes";
import type { SignInProof } from "./schemas";

describe("the authenticator step", () => {
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

  const finish = (ticket: Ticket, proof: SignInProof, address: string | null = null) =>
    desk.inChallenge(ticket.challengeId, (ctx) => finishSignIn(ctx, { ...ticket, proof, userAgent: null }), address);
  const totp = async (person: SignInPerson, steps = 0): Promise<SignInProof> => ({
    kind: "totp",
    code: await desk.totp(person, steps),
  });
  const wrongCode = async (person: SignInPerson): Promise<SignInProof> => {
    const valid = await Promise.all([-1, 0, 1, 2].map((steps) => desk.totp(person, steps)));
    const code = ["000000", "111111", "222222", "333333", "444444"].find((guess) => !valid.includes(guess)) ?? "";
    return { kind: "totp", code };
  };
  const newest = async (count: number) =>
    world.as(world.system, (ctx) =>
      ctx.tx
        .select()
        .from(auditEntries)
        .where(eq(auditEntries.organisationId, home.id))
        .orderBy(desc(auditEntries.seq))
        .limit(count),
    );
  const giveRecoveryCode = (personId: Id<"person">, code: string) =>
    desk.asOwner((ctx) =>
      ctx.tx.insert(recoveryCodes).values({ personId, codeHash: hashRecoveryCode(personId, code) }),
    );

  it("signs in, uses the ticket up and audits it as the person's own act", async () => {
    const person = await desk.hire(home.id);
    const ticket = await desk.passSms(person.phone);
    const proof = await totp(person);
    expect(await finish(ticket, proof, "203.0.113.9")).toMatchObject({ outcome: "signed-in", personId: person.id });
    expect(await finish(ticket, await totp(person, 1))).toEqual({ outcome: "expired" });
    const [entry] = await newest(1);
    expect(entry).toMatchObject({
      action: "sign-in.completed",
      actor: `person:${person.id}`,
      address: "203.0.113.9",
      detail: { with: "totp" },
    });
  });

  it("never accepts a TOTP step twice, not even for two parallel requests", async () => {
    const person = await desk.hire(home.id);
    const tickets = [await desk.passSms(person.phone), await desk.passSms(person.phone)];
    const proof = await totp(person);
    const outcomes = await Promise.all(tickets.map((ticket) => finish(ticket, proof)));
    expect(outcomes.map((outcome) => outcome.outcome).sort()).toEqual(["replayed", "signed-in"]);
    const open = await world.owner.select().from(sessions).where(eq(sessions.personId, person.id));
    expect(open).toHaveLength(1);
  });

  it("accepts no step before one that was accepted", async () => {
    const person = await desk.hire(home.id);
    expect(await finish(await desk.passSms(person.phone), await totp(person, 1))).toMatchObject({
      outcome: "signed-in",
    });
    expect(await finish(await desk.passSms(person.phone), await totp(person))).toMatchObject({ outcome: "replayed" });
  });

  it("counts wrong codes even when it refuses: after five of them the right code is refused too", async () => {
    const person = await desk.hire(home.id);
    const ticket = await desk.passSms(person.phone);
    for (let attemptsLeft = 4; attemptsLeft >= 0; attemptsLeft--) {
      expect(await finish(ticket, await wrongCode(person))).toEqual({ outcome: "wrong", attemptsLeft });
    }
    expect(await finish(ticket, await totp(person))).toEqual({ outcome: "expired" });
    const [entry] = await newest(1);
    expect(entry).toMatchObject({ action: "sign-in.refused", detail: { step: "totp", reason: "code-wrong" } });
  });

  it("lets parallel guesses in one challenge count each", async () => {
    const person = await desk.hire(home.id);
    const ticket = await desk.passSms(person.phone);
    const guess = await wrongCode(person);
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => finish(ticket, guess)));
    expect(outcomes.filter((outcome) => outcome.outcome === "wrong")).toHaveLength(5);
  });

  it("cools a person down after ten wrong codes over new challenges, for minutes and not for ever", async () => {
    const person = await desk.hire(home.id);
    const guess = await wrongCode(person);
    const tickets: Ticket[] = [];
    for (let n = 0; n < 3; n++) tickets.push(await desk.passSms(person.phone));
    await desk.asOwner((ctx) =>
      ctx.tx.update(signInChallenges).set({ createdAt: ctx.now }).where(eq(signInChallenges.phone, person.phone)),
    );
    for (const ticket of tickets.slice(0, 2)) for (let n = 0; n < 5; n++) await finish(ticket, guess);
    const last = tickets[2] as Ticket;
    expect(await finish(last, await totp(person))).toEqual({
      outcome: "too-many",
      retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 0 && seconds <= 900),
    });
    const sixteenMinutes = 16 * 60_000;
    await desk.asOwner((ctx) =>
      ctx.tx
        .update(signInChallenges)
        .set({ createdAt: new Date(ctx.now.getTime() - sixteenMinutes) })
        .where(and(eq(signInChallenges.phone, person.phone), eq(signInChallenges.totpAttempts, 5))),
    );
    expect(await finish(last, await totp(person))).toMatchObject({ outcome: "signed-in" });
  });

  it("refuses what is no code at all instead of failing", async () => {
    const person = await desk.hire(home.id);
    const ticket = await desk.passSms(person.phone);
    for (const code of ["", "12345", "abcdef", "１２３４５６", "1234567"]) {
      expect(await finish(ticket, { kind: "totp", code })).toMatchObject({ outcome: "wrong" });
    }
  });

  it("refuses a forged ticket, and the ticket of the SMS step where an enrolment should stand", async () => {
    const person = await desk.hire(home.id);
    const ticket = await desk.passSms(person.phone);
    expect(await finish({ ...ticket, ticket: "A".repeat(43) }, await totp(person))).toEqual({ outcome: "expired" });
    expect(await finish(ticket, { kind: "enrolment" })).toEqual({ outcome: "expired" });
  });

  it("takes a recovery code once, however it is typed, also of two parallel requests", async () => {
    const person = await desk.hire(home.id);
    await giveRecoveryCode(person.id, "7K2M-9QXA-04TR");
    const tickets = [await desk.passSms(person.phone), await desk.passSms(person.phone)];
    const outcomes = await Promise.all(tickets.map((t) => finish(t, { kind: "recovery", code: " 7k2m 9qxa o4tr " })));
    expect(outcomes.map((outcome) => outcome.outcome).sort()).toEqual(["signed-in", "wrong"]);
  });

  it("takes no recovery code of somebody else", async () => {
    const [person, other] = [await desk.hire(home.id), await desk.hire(home.id)];
    await giveRecoveryCode(other.id, "AAAA-BBBB-CCCC");
    expect(await finish(await desk.passSms(person.phone), { kind: "recovery", code: "AAAA-BBBB-CCCC" })).toMatchObject({
      outcome: "wrong",
    });
  });

  it("keeps the authenticator secret encrypted", async () => {
    const person = await desk.hire(home.id);
    const [row] = await world.app.select().from(people).where(eq(people.id, person.id));
    expect(row?.totpSecret?.toString("latin1")).not.toContain(person.totpSecret);
  });
});
