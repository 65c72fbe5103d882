import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import type { Ctx } from "@/lib/runtime";
import { countRecoveryCodes } from "./count-recovery-codes";
import { finishSignIn } from "./finish-sign-in";
import { renewRecoveryCodes } from "./renew-recovery-codes";
import { sessionCaller } from "./session-caller";
import { startSignIn } from "./start-sign-in";

describe("new recovery codes", () => {
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

  async function inside(): Promise<{ person: SignInPerson; as: <T>(verb: (ctx: Ctx) => Promise<T>) => Promise<T> }> {
    const person = await desk.hire(home.id, { roles: ["viewer"] });
    const caller = await sessionCaller(await desk.signIn(person));
    if (!caller) throw new Error("no session");
    return { person, as: (verb) => world.as(caller, verb) };
  }
  const signInBy = async (person: SignInPerson, code: string) => {
    const ticket = await desk.passSms(person.phone);
    const input = { ...ticket, proof: { kind: "recovery", code }, userAgent: null } as const;
    return (await desk.inChallenge(ticket.challengeId, (ctx) => finishSignIn(ctx, input))).outcome;
  };

  it("take an authenticator code, take the place of all earlier ones, and each works once", async () => {
    const { person, as } = await inside();
    expect(await as(countRecoveryCodes)).toEqual({ left: 0, all: 10, madeAt: null });
    // The step of now was used up by the sign-in.
    const first = await as(async (ctx) => renewRecoveryCodes(ctx, { code: await desk.totp(person, 1) }));
    if (first.outcome !== "renewed") throw new Error(first.outcome);
    expect(await as(countRecoveryCodes)).toMatchObject({ left: 10, madeAt: expect.any(Date) });
    expect(await signInBy(person, first.codes[0] ?? "")).toBe("signed-in");
    expect(await as(countRecoveryCodes)).toMatchObject({ left: 9 });
    await desk.asOwner((ctx) => ctx.tx.execute(`update people set totp_last_step = -1 where id = '${person.id}'`));
    const second = await as(async (ctx) => renewRecoveryCodes(ctx, { code: await desk.totp(person) }));
    if (second.outcome !== "renewed") throw new Error(second.outcome);
    expect(await as(countRecoveryCodes)).toMatchObject({ left: 10 });
    expect(await signInBy(person, first.codes[1] ?? "")).toBe("wrong");
    expect(await signInBy(person, second.codes[1] ?? "")).toBe("signed-in");
  });

  it("are not made with a wrong code nor with one used before; ten wrong ones are a pause", async () => {
    const { person, as } = await inside();
    const used = await desk.totp(person);
    expect(await as((ctx) => renewRecoveryCodes(ctx, { code: used }))).toMatchObject({ outcome: "replayed" });
    for (let n = 0; n < 9; n++) {
      expect(await as((ctx) => renewRecoveryCodes(ctx, { code: "x" }))).toMatchObject({ outcome: "wrong" });
    }
    const next = await desk.totp(person, 1);
    const paused = { outcome: "too-many", retryAfterSeconds: expect.toSatisfy((s: number) => s > 0 && s <= 900) };
    expect(await as((ctx) => renewRecoveryCodes(ctx, { code: next }))).toEqual(paused);
    expect(await as(countRecoveryCodes)).toMatchObject({ left: 0 });
  });

  it("cost none of the SMS that their owner may ask for", async () => {
    const { person, as } = await inside();
    for (let n = 0; n < 5; n++) await as((ctx) => renewRecoveryCodes(ctx, { code: "x" }));
    for (let n = 0; n < 2; n++)
      expect((await desk.asVisitor((ctx) => startSignIn(ctx, { phone: person.phone }))).sms).not.toBeNull();
  });
});
