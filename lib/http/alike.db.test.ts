import { setTimeout as wait } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { distributors, memberships } from "@/db/schema";
import { giveTestSettings, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { confirmEvenly, startEvenly } from "./even-steps";
import type { Peer } from "./peer";

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

/** Whose a phone may be; each call gives another one. `sms`: a code is sent. */
type Kind = { readonly sms: boolean; readonly phone: () => Promise<E164> };
const NOBODY: Kind = { sms: false, phone: async () => parsePhone(`+23490${String(20_000_000 + ++strangers)}`) };
const KINDS: Readonly<Record<string, Kind>> = {
  nobody: NOBODY,
  member: { sms: true, phone: () => member({}) },
  invited: { sms: true, phone: () => member({ status: "invited", invitedUntil: new Date(Date.now() + WEEK) }) },
  lapsed: { sms: false, phone: () => member({ status: "invited", invitedUntil: new Date(Date.now() - 1000) }) },
  suspended: { sms: false, phone: () => member({ status: "suspended" }) },
  removed: { sms: false, phone: () => member({ status: "removed" }) },
  "of a suspended distributor": { sms: false, phone: () => member({}, closed) },
};

const ROUNDS = 80;
/** A phone is sent three codes a minute. */
const USES = 3;
/**
 * How far from one half the share of pairs may be in which a kind of phone was the slower one (the sign test): four and a half standard errors of a
 * fair coin that is thrown once a round. By chance it is farther in one of 150,000 comparisons; a step that is later by more than timers are is
 * later in nearly all pairs.
 */
const BOUND = (4.5 * 0.5) / Math.sqrt(ROUNDS);

/** Milliseconds that each of two steps took. */
type Times = { readonly ask: number; readonly guess: number };
type Pair = { readonly own: Times; readonly nobody: Times };

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const from = performance.now();
  const value = await work();
  return { value, ms: performance.now() - from };
}

/** Both steps with a phone, the second with a wrong code. `sms`: whether a code is sent; `late`: what an answer is held back by, in ms. */
async function tryPhone(peer: Peer, phone: E164, sms: boolean, late = 0): Promise<Times> {
  const held = async <T>(answer: T) => {
    if (late > 0) await wait(late);
    return answer;
  };
  const asked = await timed(() => startEvenly(peer, { phone }).then(held));
  expect(asked.value.sms === null).toBe(!sms);
  const wrong = asked.value.sms?.code === "000000" ? "000001" : "000000";
  const guessed = await timed(() => confirmEvenly(peer, asked.value.challengeId, wrong).then(held));
  expect(guessed.value).toEqual({ outcome: "wrong", attemptsLeft: 4 });
  return { ask: asked.ms, guess: guessed.ms };
}

/** A phone of one kind and nobody's, at the same moment and each first in its turn: whatever else the machine does meets both. */
async function tryPair(
  round: number,
  n: number,
  own: () => Promise<Times>,
  nobody: () => Promise<Times>,
): Promise<Pair> {
  if ((round + n) % 2 === 0) {
    const [first, second] = await Promise.all([own(), nobody()]);
    return { own: first, nobody: second };
  }
  const [first, second] = await Promise.all([nobody(), own()]);
  return { own: second, nobody: first };
}

/** The share of pairs in which it was the slower one, to the millisecond, which no network keeps; who is level counts half. */
function shareSlower(pairs: readonly Pair[], step: keyof Times): number {
  const points = pairs.map(({ own, nobody }) => (Math.sign(Math.round(own[step] - nobody[step])) + 1) / 2);
  return points.reduce((sum, point) => sum + point, 0) / points.length;
}

/** Plays rounds with these kinds of phones beside as many of nobody's; each pair from two addresses of its own. `late` is as above. */
async function play(kinds: readonly string[], rounds: number, series: number, late = 0): Promise<Map<string, Pair[]>> {
  const pairs = new Map(kinds.map((kind): [string, Pair[]] => [kind, []]));
  let phones: { kind: string; sms: boolean; own: E164; nobody: E164 }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % USES === 0) phones = await Promise.all(kinds.map(phonesOf));
    await Promise.all(
      phones.map(async ({ kind, sms, own, nobody }, n) => {
        const peer = (side: number) => ({ address: `10.${series}.${round}.${2 * n + side}`, requestId: "test" });
        const pair = await tryPair(
          round,
          n,
          () => tryPhone(peer(1), own, sms, late),
          () => tryPhone(peer(2), nobody, false),
        );
        pairs.get(kind)?.push(pair);
      }),
    );
  }
  return pairs;
}

async function phonesOf(kind: string) {
  const { sms, phone } = KINDS[kind] ?? NOBODY;
  return { kind, sms, own: await phone(), nobody: await NOBODY.phone() };
}

const STEPS = ["ask", "guess"] as const;

it("a phone of a member, of somebody invited, suspended or removed gets the same answers as nobody's, and is neither the slower nor the faster one", {
  timeout: 180_000,
}, async () => {
  for (const [kind, pairs] of await play(Object.keys(KINDS), ROUNDS, 1)) {
    for (const step of STEPS) {
      expect(Math.abs(shareSlower(pairs, step) - 0.5), `${kind}: ${step}`).toBeLessThanOrEqual(BOUND);
    }
  }
});

it("a step that is 5 ms later for a member would be found", { timeout: 120_000 }, async () => {
  const pairs = (await play(Array(5).fill("member"), ROUNDS / 5, 2, 5)).get("member") ?? [];
  expect(pairs).toHaveLength(ROUNDS);
  for (const step of STEPS) expect(shareSlower(pairs, step) - 0.5, step).toBeGreaterThan(BOUND);
});
