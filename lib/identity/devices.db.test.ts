import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people } from "@/db/schema/identity";
import { outboxEvents } from "@/db/schema/runtime";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { finishSignIn } from "./finish-sign-in";
import { newToken } from "./hashes";
import { listSessions } from "./list-sessions";
import { readNewDevice } from "./read-new-device";
import { revokeSession } from "./revoke-session";
import { sessionCaller } from "./session-caller";

const UBUNTU = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

describe("a browser that somebody signs in with", () => {
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

  async function signIn(person: SignInPerson, device: string | null, timeZone: string | null = null) {
    await desk.asOwner((ctx) => ctx.tx.update(people).set({ totpLastStep: -1 }).where(eq(people.id, person.id)));
    const ticket = await desk.passSms(person.phone);
    const proof = { kind: "totp", code: await desk.totp(person) } as const;
    const outcome = await desk.inChallenge(
      ticket.challengeId,
      (ctx) => finishSignIn(ctx, { ...ticket, proof, userAgent: UBUNTU, device, timeZone }),
      "203.0.113.9",
    );
    if (outcome.outcome !== "signed-in") throw new Error(outcome.outcome);
    return outcome;
  }
  const notices = () =>
    world.as(world.system, (ctx) =>
      ctx.tx
        .select()
        .from(outboxEvents)
        .where(eq(outboxEvents.topic, "session.new-device"))
        .orderBy(desc(outboxEvents.createdAt)),
    );

  it("is known again, also by the next session, and told to its person when it is not the first and new", async () => {
    const person = await desk.hire(home.id);
    const before = (await notices()).length;
    const { device } = await signIn(person, null);
    expect(device).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect((await signIn(person, device)).device).toBe(device);
    expect(await notices()).toHaveLength(before);
    const other = await signIn(person, newToken(), "africa/lagos");
    expect(other.device).not.toBe(device);
    const [notice, ...rest] = await notices();
    expect(rest).toHaveLength(before);
    const read = await world.as(world.system, (ctx) => readNewDevice(ctx, notice?.payload ?? {}));
    expect(read).toEqual({
      phone: person.phone,
      device: { browser: "Firefox", system: "Linux" },
      address: "203.0.113.9",
      place: { city: "Lagos", area: "Africa" },
    });
  });

  it("is listed with the place of its clock; what names no zone, and a zone without a place, stay unknown", async () => {
    const person = await desk.hire(home.id);
    const tokens = [];
    for (const zone of ["America/Argentina/Buenos_Aires", "UTC", "'; drop table sessions; --", null])
      tokens.push((await signIn(person, null, zone)).token);
    const caller = await sessionCaller(tokens.at(-1) ?? "");
    if (!caller) throw new Error("no session");
    const places = (await world.as(caller, listSessions)).map(({ place }) => place);
    expect(places.filter(Boolean)).toEqual([{ city: "Buenos Aires", area: "Argentina" }]);
    expect(places).toHaveLength(4);
  });

  it("is told also when the session has ended before the SMS could leave, and not when there never was one", async () => {
    const person = await desk.hire(home.id);
    await signIn(person, null);
    const { token } = await signIn(person, null);
    const caller = await sessionCaller(token);
    if (!caller) throw new Error("no session");
    await world.as(caller, (ctx) => revokeSession(ctx));
    const [notice] = await notices();
    const told = await world.as(world.system, (ctx) => readNewDevice(ctx, notice?.payload ?? {}));
    expect(told?.phone).toBe(person.phone);
    expect(await world.as(world.system, (ctx) => readNewDevice(ctx, { sessionId: "nothing" }))).toBeNull();
  });

  it("of two people is another one to each: what one is known by says nothing of the other", async () => {
    const [one, two] = [await desk.hire(home.id), await desk.hire(home.id)];
    const { device } = await signIn(one, null);
    await signIn(two, null);
    const before = (await notices()).length;
    await signIn(two, device);
    expect(await notices()).toHaveLength(before + 1);
  });
});
