import { eq } from "drizzle-orm";
import { generate } from "otplib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recoveryCodes, signInChallenges } from "@/db/schema/identity";
import { giveTestSettings, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import type { Ticket } from "./challenge";
import { confirmEnrolment } from "./confirm-enrolment";
import { finishSignIn } from "./finish-sign-in";
import { offerEnrolment } from "./offer-enrolment";
import { readProgress } from "./read-progress";

describe("enrolment at the first sign-in", () => {
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

  const newcomer = () => desk.hire(home.id, { enrolled: false });
  const offer = (ticket: Ticket) => desk.inChallenge(ticket.challengeId, (ctx) => offerEnrolment(ctx, ticket));
  const confirm = (ticket: Ticket, code: string) =>
    desk.inChallenge(ticket.challengeId, (ctx) => confirmEnrolment(ctx, { ...ticket, code }));
  const progress = (ticket: Ticket) => desk.inChallenge(ticket.challengeId, (ctx) => readProgress(ctx, ticket));
  const codeOf = (secret: string, steps = 0) => generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

  async function enrol(ticket: Ticket) {
    const offered = await offer(ticket);
    if (!offered) throw new Error("nothing was offered");
    const code = await codeOf(offered.secret);
    const outcome = await confirm(ticket, code);
    if (outcome.outcome !== "enrolled") throw new Error(outcome.outcome);
    return { secret: offered.secret, code, outcome };
  }

  it("offers the same secret after a reload, encrypted at rest, with an otpauth URI and a QR code", async () => {
    const person = await newcomer();
    const ticket = await desk.passSms(person.phone);
    const first = await offer(ticket);
    expect(await offer(ticket)).toEqual(first);
    expect(first?.uri).toContain(`secret=${first?.secret}`);
    expect(first?.qr.size).toBeGreaterThan(20);
    const [row] = await world.app.select().from(signInChallenges).where(eq(signInChallenges.id, ticket.challengeId));
    expect(row?.pendingTotpSecret?.toString("latin1")).not.toContain(first?.secret);
    expect(await progress(ticket)).toEqual({ step: "enrolment" });
  });

  it("hands out ten recovery codes, keeps only their hashes, and signs in with the new ticket alone", async () => {
    const person = await newcomer();
    const ticket = await desk.passSms(person.phone);
    const { outcome } = await enrol(ticket);
    expect(new Set(outcome.recoveryCodes).size).toBe(10);
    const rows = await world.app.select().from(recoveryCodes).where(eq(recoveryCodes.personId, person.id));
    expect(rows).toHaveLength(10);
    expect(JSON.stringify(rows)).not.toContain(outcome.recoveryCodes[0]);
    const next = { challengeId: ticket.challengeId, ticket: outcome.ticket };
    expect(await progress(next)).toEqual({ step: "enrolled" });
    const finish = (with_: Ticket) =>
      desk.inChallenge(with_.challengeId, (ctx) =>
        finishSignIn(ctx, { ...with_, proof: { kind: "enrolment" }, userAgent: null }),
      );
    expect(await finish(ticket)).toEqual({ outcome: "expired" });
    expect(await finish(next)).toMatchObject({ outcome: "signed-in" });
    expect(await finish(next)).toEqual({ outcome: "expired" });
  });

  it("uses up the code that confirmed the enrolment", async () => {
    const person = await newcomer();
    const { secret, code } = await enrol(await desk.passSms(person.phone));
    const ticket = await desk.passSms(person.phone);
    const sign = (text: string) =>
      desk.inChallenge(ticket.challengeId, (ctx) =>
        finishSignIn(ctx, { ...ticket, proof: { kind: "totp", code: text }, userAgent: null }),
      );
    expect(await sign(code)).toMatchObject({ outcome: "replayed" });
    expect(await sign(await codeOf(secret, 1))).toMatchObject({ outcome: "signed-in" });
  });

  it("lets one of two browsers enrol a person, and not replace what the other one set up", async () => {
    const person = await newcomer();
    const tickets = [await desk.passSms(person.phone), await desk.passSms(person.phone)];
    const offers = await Promise.all(tickets.map(offer));
    const outcomes = await Promise.all(
      tickets.map(async (ticket, n) => confirm(ticket, await codeOf(offers[n]?.secret ?? ""))),
    );
    expect(outcomes.map((outcome) => outcome.outcome).sort()).toEqual(["enrolled", "expired"]);
  });

  it("offers nothing to a person who is enrolled", async () => {
    const person = await desk.hire(home.id);
    const ticket = await desk.passSms(person.phone);
    expect(await offer(ticket)).toBeNull();
    expect(await progress(ticket)).toEqual({ step: "authenticator" });
  });

  it("counts wrong codes and ends the try after five", async () => {
    const person = await newcomer();
    const ticket = await desk.passSms(person.phone);
    const secret = (await offer(ticket))?.secret ?? "";
    for (let attemptsLeft = 4; attemptsLeft >= 0; attemptsLeft--) {
      expect(await confirm(ticket, "12345")).toEqual({ outcome: "wrong", attemptsLeft });
    }
    expect(await confirm(ticket, await codeOf(secret))).toEqual({ outcome: "expired" });
  });
});
