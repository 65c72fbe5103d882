import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import type { Answer, Asking, Crowd } from "@/db/test/crowd/crowd";
import { overTwoProcesses } from "@/db/test/crowd/two-processes";
import { goBy, mandate, revealedKey } from "@/db/test/keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { E164 } from "@/lib/kernel/phone";
import { suspendDistributor } from "@/lib/organisations";
import { narrowKey, revokeKey, rotateKey, stopAllKeys } from ".";

// 50 requests at once over two application processes, 20 times.
const ROUNDS = 20;
const AT_ONCE = 50;

let world: World;
let backstage: Backstage;
let crowd: Crowd;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let admin: TestPerson;
let customer: { phone: E164 };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  admin = await a.person("Admin", ["admin"]);
  customer = await world.customer("+2348123450001");
  crowd = await overTwoProcesses(world);
});

afterAll(async () => {
  await crowd.leave();
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const pay = (secret: string, minor: bigint): Asking => ({ by: { secret }, submit: cashIn(minor, customer.phone) });
const many = (secrets: readonly string[], minor: bigint, count = AT_ONCE): Asking[] =>
  Array.from({ length: count }, (_, n) => pay(String(secrets[n % secrets.length]), minor));
const codes = (answers: readonly Answer[]) => tally(answers.map(({ code }) => code));
const people = () => ({ maker, checker });
const rounds = Array.from({ length: ROUNDS }, (_, n) => n + 1);

describe("50 requests at once over two processes", () => {
  it.each(rounds)(
    "use a key's daily volume up to the last unit and never pass it, with two secrets: round %i",
    async (n) => {
      const minor = BigInt(1_00 + n * 7);
      const fits = 10 + n;
      const { id, secret } = await revealedKey(world, people(), { maxDailyMinor: minor * BigInt(fits) + minor - 1n });
      const next = await world.as(maker.caller, (ctx) => rotateKey(ctx, { keyId: id, overlap: "1h" }));
      const answers = await crowd.ask(many([secret, next], minor));
      expect(codes(answers)).toEqual({ accepted: fits, "limits.daily-volume-exceeded": AT_ONCE - fits });
      const [counter] =
        await backstage.sql`select used_minor::text as used from limit_counters where subject = ${`key:${id}`}`;
      expect(counter?.used).toBe(String(minor * BigInt(fits)));
      const rest = await crowd.ask([...many([next], minor, 4), ...many([secret], minor - 1n, 4)]);
      expect(codes(rest)).toEqual({ accepted: 1, "limits.daily-volume-exceeded": 7 });
    },
  );

  it.each(rounds)("of a key with a rate have exactly so many answered: round %i", async (n) => {
    const rate = 5 + n;
    for (;;) {
      const { id, secret } = await revealedKey(world, people(), { requestsPerMinute: rate });
      const next = await world.as(maker.caller, (ctx) => rotateKey(ctx, { keyId: id, overlap: "1h" }));
      const answers = await crowd.ask(many([secret, next], 1n));
      const windows = await backstage.sql`select used::int as used from rate_counters where subject = ${`key:${id}`}`;
      // Whoever asks over the turn of a minute has two minutes' worth: try again within one.
      if (windows.length > 1) continue;
      expect(windows[0]?.used).toBe(AT_ONCE);
      expect(codes(answers)).toEqual({ accepted: rate, "api-keys.rate-limited": AT_ONCE - rate });
      return;
    }
  });
});

describe("after the answer, no request that begins later is let in, in any process", () => {
  const endings = [
    [
      "a revocation",
      "auth.invalid-api-key",
      (id: Key["id"]) => world.as(admin.caller, (ctx) => revokeKey(ctx, { keyId: id, reason: "Lost" })),
    ],
    [
      "a narrowing",
      "limits.per-transaction-exceeded",
      (id: Key["id"]) =>
        world.as(admin.caller, (ctx) =>
          narrowKey(ctx, { keyId: id, after: { ...mandate({ maxAmountMinor: 1n }), expiresInDays: null } }),
        ),
    ],
    [
      "a rotation without overlap",
      "auth.invalid-api-key",
      (id: Key["id"]) => world.as(maker.caller, (ctx) => rotateKey(ctx, { keyId: id, overlap: "now" })),
    ],
  ] as const;
  type Key = Awaited<ReturnType<typeof revealedKey>>;

  it.each(endings.flatMap((ending) => rounds.map((n) => [...ending, n] as const)))(
    "of %s (%s)",
    async (_, refusal, end, _round) => {
      const { id, secret } = await revealedKey(world, people());
      const early = crowd.ask(many([secret], 2n));
      await end(id);
      const late = await crowd.ask(many([secret], 2n));
      expect(codes(late)).toEqual({ [refusal]: AT_ONCE });
      // Those under way when it happened are either done or refused, nothing else.
      const known = new Set(["accepted", "auth.forbidden", "auth.invalid-api-key", "limits.per-transaction-exceeded"]);
      for (const { code } of await early) expect(known).toContain(code);
    },
  );

  it("of the one switch, for all keys", async () => {
    const keys = await Promise.all([revealedKey(world, people()), revealedKey(world, people())]);
    const secrets = keys.map(({ secret }) => secret);
    const early = crowd.ask(many(secrets, 2n));
    await world.as(admin.caller, (ctx) => stopAllKeys(ctx, { reason: "Leak" }));
    expect(codes(await crowd.ask(many(secrets, 2n)))).toEqual({ "auth.invalid-api-key": AT_ONCE });
    await early;
  });
});

describe("in each of two processes that have just let a key in", () => {
  const FEW = 10;
  const ask = async (secret: string) => codes(await crowd.ask(many([secret], 2n, FEW)));

  // Not where all keys have been stopped.
  const keyElsewhere = async () => {
    const b = await world.distributor(1_000_00n);
    const staff = { maker: await b.person("Maker B", ["maker"]), checker: await b.person("Checker B", ["checker"]) };
    return { b, ...(await revealedKey(world, staff)) };
  };

  it("it is refused once its time is over", async () => {
    const { id, secret } = await keyElsewhere();
    expect(await ask(secret)).toEqual({ accepted: FEW });
    await goBy(backstage, id, "expires_at", "0 seconds");
    expect(await ask(secret)).toEqual({ "auth.invalid-api-key": FEW });
  });

  it("it is refused for as long as its distributor is suspended", async () => {
    const staff = await world.staff("Issuer's admin", ["admin"]);
    const { b, secret } = await keyElsewhere();
    expect(await ask(secret)).toEqual({ accepted: FEW });
    await world.as(staff.caller, (ctx) => suspendDistributor(ctx, { id: b.id, reason: "Under review" }));
    expect(await ask(secret)).toEqual({ "organisations.distributor-suspended": FEW });
    await backstage.reinstate("distributors", b.id);
    expect(await ask(secret)).toEqual({ accepted: FEW });
  });
});
