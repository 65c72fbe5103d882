import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signInChallenges } from "@/db/schema/identity";
import { giveTestSettings, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { startSignIn } from "./start-sign-in";

describe("starting a sign-in", () => {
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

  const ask = (phone: E164, address: string | null = null) =>
    desk.asVisitor((ctx) => startSignIn(ctx, { phone }), address);
  const unknown = (n: number) => parsePhone(`+23490${String(10_000_000 + n)}`);
  const row = async (id: Id<"challenge">) => {
    const [found] = await world.app.select().from(signInChallenges).where(eq(signInChallenges.id, id));
    if (!found) throw new Error("no challenge");
    return found;
  };

  it("gives known and unknown phones a challenge of the same shape, and only the known one an SMS", async () => {
    const person = await desk.hire(home.id);
    const known = await ask(person.phone);
    const other = await ask(unknown(1));
    expect(Object.keys(known)).toEqual(Object.keys(other));
    expect(known.sms).toEqual({ to: person.phone, code: expect.stringMatching(/^[0-9]{6}$/) });
    expect(other.sms).toBeNull();
    const [a, b] = [await row(known.challengeId), await row(other.challengeId)];
    expect([b.codeHash.length, b.attempts, b.expiresAt > b.createdAt]).toEqual([a.codeHash.length, 0, true]);
  });

  it("treats a person who works nowhere like an unknown phone", async () => {
    const idle = await desk.hire(null);
    const started = await ask(idle.phone);
    expect(started.sms).toBeNull();
    expect((await row(started.challengeId)).personId).toBeNull();
  });

  it("keeps no code that could be read from the table", async () => {
    const person = await desk.hire(home.id);
    const { challengeId, sms } = await ask(person.phone);
    expect(JSON.stringify(await row(challengeId))).not.toContain(sms?.code);
  });

  it("limits what is sent to a phone, known or not, and says when to come back", async () => {
    const person = await desk.hire(home.id);
    for (const phone of [person.phone, unknown(2)]) {
      for (let n = 0; n < 3; n++) await ask(phone);
      await expect(ask(phone)).rejects.toMatchObject({
        code: "sign-in.sms-limit",
        details: { retryAfterSeconds: expect.toSatisfy((seconds: number) => seconds > 50 && seconds <= 60) },
      });
    }
  });

  it("does not let parallel requests send past the limit", async () => {
    const person = await desk.hire(home.id);
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => ask(person.phone)));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(3);
  });

  it("limits one address over all phones, an IPv6 network as one, and leaves other addresses alone", async () => {
    for (let n = 0; n < 30; n++) await ask(unknown(100 + n), `2001:db8:1:2::${n.toString(16)}`);
    await expect(ask(unknown(200), "2001:db8:1:2:ffff::1")).rejects.toMatchObject({ code: "sign-in.sms-limit" });
    await expect(ask(unknown(200), "2001:db8:1:3::1")).resolves.toBeDefined();
    await expect(ask(unknown(201), null)).resolves.toBeDefined();
  });

  it("ends this browser's former challenge when a new code is sent", async () => {
    const person = await desk.hire(home.id);
    const first = await ask(person.phone);
    await desk.asVisitor((ctx) => startSignIn(ctx, { phone: person.phone, previous: first.challengeId }));
    expect((await row(first.challengeId)).expiresAt.getTime()).toBeLessThanOrEqual(Date.now());
  });
});
