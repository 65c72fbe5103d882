import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInChallenges } from "@/db/schema/identity";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { confirmSmsCode } from "./confirm-sms-code";
import { newToken } from "./hashes";
import { startSignIn } from "./start-sign-in";

const STRANGER = "203.0.113.66";
const OWNER = "198.51.100.7";

describe("somebody who knows a phone and nothing else", () => {
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

  type Browser = { readonly address?: string | null; readonly device?: string | null };
  const ask = (phone: E164, { address = null, device = null }: Browser) =>
    desk.asVisitor((ctx) => startSignIn(ctx, { phone, device }), address);
  const guess = async (phone: E164, browser: Browser, most: number) => {
    const outcomes = [];
    const { challengeId } = await ask(phone, browser);
    for (let n = 0; n < most; n++) {
      outcomes.push(await desk.inChallenge(challengeId, (ctx) => confirmSmsCode(ctx, { challengeId, code: "1" })));
    }
    return outcomes;
  };
  /** Asks until it is refused, and says with what. */
  const askAway = async (phone: E164, browser: Browser) => {
    for (let n = 0; n < 100; n++) {
      const refused = await ask(phone, browser).then(
        () => null,
        (error) => error,
      );
      if (refused) return refused;
    }
    throw new Error("never refused");
  };
  const minutesLater = (phone: E164, minutes: number) =>
    desk.asOwner(async (ctx) => {
      const rows = await ctx.tx.select().from(signInChallenges).where(eq(signInChallenges.phone, phone));
      for (const { id, createdAt } of rows) {
        const earlier = new Date(createdAt.getTime() - minutes * 60_000);
        await ctx.tx.update(signInChallenges).set({ createdAt: earlier }).where(eq(signInChallenges.id, id));
      }
    });
  const unknown: E164 = parsePhone("+2349012340001");
  /** A person, and a browser that they have signed in with. */
  const settled = async (): Promise<{ person: SignInPerson; device: string }> => {
    const person = await desk.hire(home.id);
    const outcome = await desk.finish(await desk.passSms(person.phone), person);
    if (outcome.outcome !== "signed-in") throw new Error(outcome.outcome);
    await minutesLater(person.phone, 120);
    return { person, device: outcome.device };
  };

  it("uses up their own share of SMS: who asks from elsewhere, or with a known browser, gets a code", async () => {
    const { person, device } = await settled();
    expect(await askAway(person.phone, { address: STRANGER })).toMatchObject({ code: "sign-in.sms-limit" });
    expect((await ask(person.phone, { address: OWNER })).sms).not.toBeNull();
    expect((await ask(person.phone, { address: STRANGER, device })).sms).not.toBeNull();
  });

  it("cannot from a hundred addresses keep its owner's browser out, nor have more than 45 SMS an hour sent", async () => {
    const { person, device } = await settled();
    let sent = 0;
    for (let n = 0; n < 100; n++) {
      const asked = await ask(person.phone, { address: `203.0.113.${n}` }).catch((error) => error.code);
      if (asked !== "sign-in.sms-limit") sent++;
      else await minutesLater(person.phone, 1);
    }
    expect(sent).toBeLessThanOrEqual(45);
    expect((await ask(person.phone, { address: "203.0.113.1", device })).sms).not.toBeNull();
  });

  it("is paused after ten wrong codes, for minutes that are told, and nobody else is", async () => {
    const { person, device } = await settled();
    for (const phone of [person.phone, unknown]) {
      for (let n = 0; n < 2; n++) await guess(phone, { address: STRANGER }, 5);
      const waits = expect.toSatisfy((seconds: number) => seconds > 840 && seconds <= 900);
      await expect(ask(phone, { address: STRANGER })).rejects.toMatchObject({
        code: "sign-in.too-many-attempts",
        details: { retryAfterSeconds: waits },
      });
    }
    expect((await ask(person.phone, { address: OWNER })).sms).not.toBeNull();
    const { challengeId, sms } = await ask(person.phone, { address: STRANGER, device });
    const confirmed = desk.inChallenge(challengeId, (ctx) =>
      confirmSmsCode(ctx, { challengeId, code: sms?.code ?? "" }),
    );
    expect(await confirmed).toMatchObject({ outcome: "passed" });
    await minutesLater(person.phone, 15);
    expect((await ask(person.phone, { address: STRANGER })).sms).not.toBeNull();
  });

  it("does not get past ten wrong codes by trying several challenges at once", async () => {
    const { person } = await settled();
    const tries = await Promise.all([5, 5, 5].map((most) => guess(person.phone, { address: STRANGER }, most)));
    const outcomes = tries.flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "wrong")).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === "too-many")).toHaveLength(5);
  });

  it("passes for a known browser with no token but that browser's own, of that person", async () => {
    const [{ person }, other] = [await settled(), await settled()];
    await askAway(person.phone, { address: STRANGER });
    for (const device of [newToken(), other.device, "x", ""]) {
      await expect(ask(person.phone, { address: STRANGER, device })).rejects.toMatchObject({
        code: "sign-in.sms-limit",
      });
    }
  });
});
