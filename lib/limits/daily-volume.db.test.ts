import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, cashOut, codeOf, decide, submit, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { expireOperations, recallOperation, submitOperation } from "@/lib/operations";
import type { Caller } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import { giveBackDailyVolume, takeDailyVolume } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  customer = await world.customer("+2348123450001", 1_000_00n);
});

afterAll(async () => {
  // Taken by hand, for no operation.
  await backstage.sql`delete from limit_counters where starts_with(subject, 'minted:')`;
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const send = (key: Caller, minor: bigint) => submit(world, key, cashIn(minor, customer.phone));

/** What the newest key has used, by day. */
const used = async () => {
  const rows = await backstage.sql<{ day: string; used: string }[]>`
    select c.local_day as day, c.used_minor as used from limit_counters c
     where c.subject = 'key:' || (select id from api_keys order by created_at desc, id desc limit 1) order by 1`;
  return Object.fromEntries(rows.map((row) => [row.day, BigInt(row.used)]));
};
const usedToday = async () => Object.values(await used()).reduce((sum, minor) => sum + minor, 0n);

describe("a key's daily volume", () => {
  it("is never exceeded and can be used to the last minor unit, by 50 submissions at once", async () => {
    const key = await a.key(maker, { maxDailyMinor: 1_000_01n });
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(send(key, 40_00n))));
    expect(tally(codes)).toEqual({ accepted: 25, "limits.daily-volume-exceeded": 25 });
    expect(await codeOf(send(key, 2n))).toBe("limits.daily-volume-exceeded");
    expect(await codeOf(send(key, 1n))).toBe("accepted");
    expect(await codeOf(send(key, 1n))).toBe("limits.daily-volume-exceeded");
    expect(await usedToday()).toBe(1_000_01n);
  });

  it("is used fully by different amounts at once: what one leaves a smaller one may take", async () => {
    const key = await a.key(maker, { maxDailyMinor: 100_00n });
    const amounts = Array.from({ length: 50 }, (_, n) => BigInt((n % 5) + 1) * 10_00n);
    const codes = await Promise.all(amounts.map((minor) => codeOf(send(key, minor))));
    const accepted = amounts.reduce((sum, minor, n) => (codes[n] === "accepted" ? sum + minor : sum), 0n);
    expect(accepted).toBe(100_00n);
    expect(await usedToday()).toBe(accepted);
  });

  it("counts cash-ins, cash-outs and fulfilments of queued requests alike", async () => {
    const key = await a.key(maker, { maxDailyMinor: 30_00n });
    const wish = { phone: customer.phone, amount: money(10_00n, "NGN") };
    const withdrawal = await world.asOwner((ctx) => requestWithdrawal(ctx, wish));
    await send(key, 10_00n);
    await submit(world, key, cashOut({ phone: customer.phone, minor: 10_01n }));
    expect(await codeOf(submit(world, key, cashOut({ withdrawal })))).toBe("limits.daily-volume-exceeded");
    expect(await usedToday()).toBe(20_01n);
  });

  it("is each key's own, and binds nobody at the screen", async () => {
    const [one, other] = [await a.key(maker, { maxDailyMinor: 10_00n }), await a.key(maker, { maxDailyMinor: 10_00n })];
    expect(await codeOf(send(one, 10_00n))).toBe("accepted");
    expect(await codeOf(send(other, 10_00n))).toBe("accepted");
    expect(await codeOf(send(one, 1n))).toBe("limits.daily-volume-exceeded");
    expect(await codeOf(send(maker.caller, 1_000_00n))).toBe("accepted");
  });

  it("is not touched by a submission that is refused for another reason", async () => {
    const key = await a.key(maker, { maxDailyMinor: 100_00n });
    const stranger = submit(world, key, cashIn(100_00n, "+2348199999999" as E164));
    expect(await codeOf(stranger)).toBe("wallets.unknown-phone");
    expect(await codeOf(submit(world, key, cashOut({ phone: customer.phone, minor: 99_99n })))).toBe("accepted");
    expect(await usedToday()).toBe(99_99n);
  });
});

describe("volume is given back", () => {
  const endings: [string, (id: Id<"operation">) => Promise<unknown>][] = [
    ["rejected", (id) => decide(world, checker.caller, id, "reject")],
    ["recalled", (id) => world.as(maker.caller, (ctx) => recallOperation(ctx, id))],
    [
      "expired",
      async (id) => {
        await backstage.expire(id);
        await world.as(world.system, (ctx) => expireOperations(ctx, 10));
      },
    ],
    [
      "approved and failed",
      async (id) => {
        await backstage.suspend("customers", customer.id);
        await decide(world, checker.caller, id);
        await backstage.reinstate("customers", customer.id);
      },
    ],
  ];

  it.each(endings)("when the operation is %s", async (_, end) => {
    const key = await a.key(maker, { maxDailyMinor: 100_00n });
    const id = await send(key, 100_00n);
    expect(await codeOf(send(key, 1n))).toBe("limits.daily-volume-exceeded");
    await end(id);
    expect(await usedToday()).toBe(0n);
    expect(await codeOf(send(key, 100_00n))).toBe("accepted");
  });

  it("not when it is completed", async () => {
    const key = await a.key(maker, { maxDailyMinor: 100_00n });
    await decide(world, checker.caller, await send(key, 100_00n));
    expect(await codeOf(send(key, 1n))).toBe("limits.daily-volume-exceeded");
  });
});

describe("the day of a limit is the distributor's own", () => {
  const at = (key: Caller, now: string, minor: bigint) =>
    world.as(key, (ctx) => submitOperation({ ...ctx, now: new Date(now) }, cashIn(minor, customer.phone)));

  it("it turns at midnight in Lagos, not in Greenwich, and what is given back goes to the day it was made", async () => {
    const key = await a.key(maker, { maxDailyMinor: 100_00n });
    const { operationId } = await at(key, "2099-06-01T22:59:59.999Z", 100_00n);
    expect(await codeOf(at(key, "2099-06-01T00:00:00.000Z", 1n))).toBe("limits.daily-volume-exceeded");
    expect(await codeOf(at(key, "2099-06-01T23:00:00.000Z", 60_00n))).toBe("accepted");
    expect(await codeOf(at(key, "2099-06-02T22:59:59.999Z", 40_01n))).toBe("limits.daily-volume-exceeded");
    expect(await used()).toEqual({ "2099-06-01": 100_00n, "2099-06-02": 60_00n });
    await decide(world, checker.caller, operationId, "reject");
    expect(await used()).toEqual({ "2099-06-01": 0n, "2099-06-02": 60_00n });
  });
});

describe("a key's maximum per transaction", () => {
  it("lets through exactly so much and nothing more, and counts nothing that it refuses", async () => {
    const key = await a.key(maker, { maxAmountMinor: 500_00n, maxDailyMinor: 1_000_00n });
    expect(await codeOf(send(key, 500_01n))).toBe("limits.per-transaction-exceeded");
    expect(await usedToday()).toBe(0n);
    expect(await codeOf(send(key, 500_00n))).toBe("accepted");
    expect(await usedToday()).toBe(500_00n);
  });
});

describe("of several limits", () => {
  it("one that is passed leaves the others as they were", async () => {
    const b = await world.distributor(1_000_00n);
    const person = await b.person("Maker", ["maker"]);
    await backstage.sql`update distributors set max_daily_minor = 100_00 where id = ${b.id}`;
    const key = await b.key(person, { maxDailyMinor: 150_00n });
    expect(await codeOf(send(key, 100_01n))).toBe("limits.distributor-daily-volume-exceeded");
    expect(await codeOf(send(key, 100_00n))).toBe("accepted");
    expect(await codeOf(send(key, 50_00n))).toBe("limits.distributor-daily-volume-exceeded");
    expect(await codeOf(send(key, 50_01n))).toBe("limits.daily-volume-exceeded");
    const counters = await backstage.sql<{ used: string }[]>`
      select used_minor::text as used from limit_counters where distributor_id = ${b.id} order by subject`;
    expect(counters.map(({ used }) => used)).toEqual(["10000", "10000"]);
  });
});

describe("volume cannot be minted in SQL", () => {
  const day = "2099-01-01";
  const take = (subject: string, amountMinor: bigint, maximumMinor: bigint | null = null) =>
    world.as(maker.caller, (ctx) =>
      takeDailyVolume(ctx, [{ subject, day, organisation: a.id, amountMinor, maximumMinor }]),
    );
  const giveBack = (subject: string, amountMinor: bigint) =>
    world.as(maker.caller, (ctx) => giveBackDailyVolume(ctx, [{ subject, day, amountMinor }]));
  const stands = async (subject: string) =>
    (await backstage.sql`select used_minor::text as used from limit_counters where subject = ${subject}`)[0]?.used;

  it.each([0n, -1n])("by taking or giving back %s", async (amount) => {
    const subject = `minted:${amount}`;
    await take(subject, 100n, 100n);
    await expect(take(subject, amount, 100n)).rejects.toThrow();
    await expect(giveBack(subject, amount)).rejects.toThrow();
    expect(await stands(subject)).toBe("100");
  });

  it("by giving back more than was taken", async () => {
    await take("minted:more", 100n);
    await expect(giveBack("minted:more", 101n)).rejects.toThrow();
    expect(await stands("minted:more")).toBe("100");
  });

  it("by counting past the end of the counter: without a maximum that is exceeded too", async () => {
    const most = 2n ** 63n - 1n;
    expect(await take("minted:most", most)).toEqual([{ taken: true, usedMinor: 0n, passed: null }]);
    expect(await take("minted:most", 1n)).toEqual([{ taken: false, usedMinor: most, passed: "day" }]);
    expect(await take("minted:most", most, most)).toEqual([{ taken: false, usedMinor: most, passed: "day" }]);
  });
});
