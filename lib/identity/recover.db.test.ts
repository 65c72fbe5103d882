import { eq } from "drizzle-orm";
import { generate } from "otplib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people, recoveryCodes } from "@/db/schema/identity";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import type { Ticket } from "./challenge";
import { confirmEnrolment } from "./confirm-enrolment";
import { finishSignIn } from "./finish-sign-in";
import { hashRecoveryCode } from "./hashes";
import { offerEnrolment } from "./offer-enrolment";
import { readProgress } from "./read-progress";
import { recover } from "./recover";
import { sessionCaller } from "./session-caller";

const CODES = ["7K2M-9QXA-04TR", "AAAA-BBBB-CCCC"] as const;

describe("a lost authenticator", () => {
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

  async function loser(): Promise<SignInPerson> {
    const person = await desk.hire(home.id);
    const rows = CODES.map((code) => ({ personId: person.id, codeHash: hashRecoveryCode(person.id, code) }));
    await desk.asOwner((ctx) => ctx.tx.insert(recoveryCodes).values(rows));
    return person;
  }
  const on = <T>(ticket: Ticket, verb: Parameters<typeof desk.inChallenge<T>>[1]) =>
    desk.inChallenge(ticket.challengeId, verb);
  const spend = (ticket: Ticket, code: string) => on(ticket, (ctx) => recover(ctx, { ...ticket, code }));
  const offer = (ticket: Ticket) => on(ticket, (ctx) => offerEnrolment(ctx, ticket));
  const confirm = async (ticket: Ticket, secret: string) => {
    const code = await generate({ secret, epoch: Math.floor(Date.now() / 1000) });
    return on(ticket, (ctx) => confirmEnrolment(ctx, { ...ticket, code }));
  };

  it("is replaced for a recovery code: the new one signs in, the old one, its codes and its sessions do not", async () => {
    const person = await loser();
    const elsewhere = await desk.signIn(person);
    const ticket = await desk.passSms(person.phone);
    expect(await spend(ticket, CODES[0])).toEqual({ outcome: "recovered" });
    expect(await on(ticket, (ctx) => readProgress(ctx, ticket))).toEqual({ step: "enrolment" });
    const offered = await offer(ticket);
    if (!offered) throw new Error("nothing was offered");
    expect(await sessionCaller(elsewhere)).not.toBeNull();
    const enrolled = await confirm(ticket, offered.secret);
    if (enrolled.outcome !== "enrolled") throw new Error(enrolled.outcome);
    expect(await sessionCaller(elsewhere)).toBeNull();
    const done = { challengeId: ticket.challengeId, ticket: enrolled.ticket, userAgent: null };
    const signedIn = await on(ticket, (ctx) => finishSignIn(ctx, { ...done, proof: { kind: "enrolment" } }));
    expect(signedIn).toMatchObject({ outcome: "signed-in" });
    await desk.asOwner((ctx) => ctx.tx.update(people).set({ totpLastStep: -1 }).where(eq(people.id, person.id)));
    expect(await desk.finish(await desk.passSms(person.phone), person)).toMatchObject({ outcome: "wrong" });
    const later = await desk.passSms(person.phone);
    const byOld = { ...later, proof: { kind: "recovery", code: CODES[1] }, userAgent: null } as const;
    expect(await on(later, (ctx) => finishSignIn(ctx, byOld))).toMatchObject({ outcome: "wrong" });
    expect(await desk.finish(later, { ...person, totpSecret: offered.secret })).toMatchObject({ outcome: "signed-in" });
  });

  it("works on, and so do the sessions, for somebody who stops half-way", async () => {
    const person = await loser();
    const token = await desk.signIn(person);
    const ticket = await desk.passSms(person.phone);
    await spend(ticket, CODES[0]);
    await offer(ticket);
    expect(await sessionCaller(token)).not.toBeNull();
    await desk.asOwner((ctx) => ctx.tx.update(people).set({ totpLastStep: -1 }).where(eq(people.id, person.id)));
    expect(await desk.finish(await desk.passSms(person.phone), person)).toMatchObject({ outcome: "signed-in" });
  });

  it("is not replaced after the SMS alone, with a wrong code, or with one code twice", async () => {
    const person = await loser();
    const ticket = await desk.passSms(person.phone);
    expect(await offer(ticket)).toBeNull();
    expect(await spend(ticket, "ZZZZ-ZZZZ-ZZZZ")).toEqual({ outcome: "wrong", attemptsLeft: 4 });
    expect(await offer(ticket)).toBeNull();
    await spend(ticket, CODES[0]);
    const another = await desk.passSms(person.phone);
    expect(await spend(another, CODES[0])).toMatchObject({ outcome: "wrong" });
    expect(await offer(another)).toBeNull();
  });

  it("goes by nothing that somebody writes into the tables: without a spent code none is replaced", async () => {
    const person = await loser();
    const ticket = await desk.passSms(person.phone);
    const forged = on(ticket, async (ctx) => {
      const id = `'${ticket.challengeId}'`;
      await ctx.tx.execute(
        `update sign_in_challenges set recovered_at = now(), pending_totp_secret = 'x' where id = ${id}`,
      );
      await ctx.tx.execute(`update people set totp_secret = 'x', enrolled_at = now() where id = '${person.id}'`);
    });
    await expect(forged).rejects.toMatchObject({ cause: { code: "PU004" } });
  });
});
