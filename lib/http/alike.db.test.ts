import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { distributors, memberships } from "@/db/schema";
import { giveTestSettings, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { confirmEvenly, startEvenly } from "./even-steps";

let world: World;
let desk: ReturnType<typeof signInDesk>;
let home: TestDistributor;
let closed: TestDistributor;

beforeAll(async () => {
  world = await createWorld();
  giveTestSettings(world.urls.appUrl);
  desk = signInDesk(world);
  [home, closed] = [await world.distributor(0n), await world.distributor(0n)];
  await desk.asOwner((ctx) =>
    ctx.tx.update(distributors).set({ status: "suspended", unitId: ctx.unitId }).where(eq(distributors.id, closed.id)),
  );
});
afterAll(() => world.close());

const WEEK = 7 * 24 * 3_600_000;
let strangers = 0;

async function member(change: Partial<typeof memberships.$inferInsert>, to = home): Promise<E164> {
  const person = await desk.hire(to.id);
  await desk.asOwner((ctx) =>
    ctx.tx
      .update(memberships)
      .set({ ...change, unitId: ctx.unitId })
      .where(and(eq(memberships.personId, person.id), eq(memberships.organisationId, to.id))),
  );
  return person.phone;
}

/** Whose a phone may be; each call gives another one, so that no limit is met. `sms`: a code is sent. */
const KINDS: Readonly<Record<string, { readonly sms: boolean; readonly phone: () => Promise<E164> }>> = {
  nobody: { sms: false, phone: async () => parsePhone(`+23490${String(20_000_000 + ++strangers)}`) },
  member: { sms: true, phone: () => member({}) },
  invited: { sms: true, phone: () => member({ status: "invited", invitedUntil: new Date(Date.now() + WEEK) }) },
  lapsed: { sms: false, phone: () => member({ status: "invited", invitedUntil: new Date(Date.now() - 1000) }) },
  suspended: { sms: false, phone: () => member({ status: "suspended" }) },
  removed: { sms: false, phone: () => member({ status: "removed" }) },
  "of a suspended distributor": { sms: false, phone: () => member({}, closed) },
};

const ROUNDS = 15;

const median = (values: readonly number[]) => [...values].sort((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;

/** How far a value usually is from the median, as a standard deviation: what other work on the machine does to a time. */
function spread(values: readonly number[]): number {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}

/** Milliseconds that two medians may differ by chance: five standard errors of their difference, and what a timer is late by. */
function noise(some: readonly number[], others: readonly number[]): number {
  return 5 + 5 * 1.2533 * Math.hypot(spread(some), spread(others)) * Math.sqrt(1 / ROUNDS);
}

function expectSameTime(what: string, some: readonly number[], others: readonly number[]): void {
  expect(Math.abs(median(some) - median(others)), what).toBeLessThan(noise(some, others));
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const from = performance.now();
  const value = await work();
  return { value, ms: performance.now() - from };
}

it("a phone of nobody, of a member, of somebody invited, suspended or removed gets the same answers in the same time", async () => {
  const times: Record<string, { ask: number[]; guess: number[] }> = {};
  for (let round = 0; round < ROUNDS; round++) {
    const phones = await Promise.all(Object.values(KINDS).map(({ phone }) => phone()));
    const kinds = Object.entries(KINDS).map(([kind, { sms }], n) => ({ kind, sms, n }));
    // Side by side, each time another one first: whatever else the machine does meets all of them.
    const turned = [...kinds.slice(round % kinds.length), ...kinds.slice(0, round % kinds.length)];
    await Promise.all(
      turned.map(async ({ kind, sms, n }) => {
        const phone = phones[n] as E164;
        const peer = { address: `10.${round}.${n}.1`, requestId: "test" };
        const asked = await timed(() => startEvenly(peer, { phone }));
        expect(asked.value.sms === null).toBe(!sms);
        const wrong = asked.value.sms?.code === "000000" ? "000001" : "000000";
        const guessed = await timed(() => confirmEvenly(peer, asked.value.challengeId, wrong));
        expect(guessed.value).toEqual({ outcome: "wrong", attemptsLeft: 4 });
        times[kind] ??= { ask: [], guess: [] };
        times[kind].ask.push(asked.ms);
        times[kind].guess.push(guessed.ms);
      }),
    );
  }
  const { nobody } = times;
  if (!nobody) throw new Error("nobody asked");
  for (const [kind, { ask, guess }] of Object.entries(times)) {
    expectSameTime(`asking: ${kind}`, ask, nobody.ask);
    expectSameTime(`guessing: ${kind}`, guess, nobody.guess);
  }
});
