import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { cashIn, cashOut, codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { E164 } from "@/lib/kernel/phone";
import { addDays, localDate, weekOf } from "@/lib/kernel/time";
import type { Caller } from "@/lib/runtime";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let key: Caller;
let phone: E164;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  phone = (await world.customer("+2348123450001", 1_000_00n)).phone;
});

beforeEach(async () => {
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  key = await a.key(maker, { maxDailyMinor: 60_00n });
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const allow = (maxAmount: bigint | null, maxDaily: bigint | null) =>
  backstage.sql`update distributors set max_amount_minor = ${maxAmount?.toString() ?? null}::bigint,
                       max_daily_minor = ${maxDaily?.toString() ?? null}::bigint where id = ${a.id}`;
const pay = (minor: bigint, by: Caller = maker.caller) => submit(world, by, cashIn(minor, phone));

it("a distributor's maximum per operation counts for its people and keys, to the minor unit", async () => {
  await allow(50_00n, null);
  expect(await codeOf(pay(50_00n))).toBe("accepted");
  expect(await codeOf(pay(50_01n))).toBe("limits.distributor-per-transaction-exceeded");
  expect(await codeOf(pay(50_01n, key))).toBe("limits.distributor-per-transaction-exceeded");
});

it("a distributor's day is used up exactly by 30 requests at once of people and a key, also when it is limited during the day", async () => {
  await pay(5_00n);
  await allow(null, 100_00n);
  const codes = await Promise.all(Array.from({ length: 30 }, (_, n) => codeOf(pay(5_00n, n % 2 ? key : maker.caller))));
  expect(codes.filter((code) => code === "accepted")).toHaveLength(19);
  expect(new Set(codes)).toEqual(
    new Set(
      ["accepted", "limits.distributor-daily-volume-exceeded"].concat(
        codes.includes("limits.daily-volume-exceeded") ? ["limits.daily-volume-exceeded"] : [],
      ),
    ),
  );
  expect(await codeOf(pay(1n))).toBe("limits.distributor-daily-volume-exceeded");
});

it("what is rejected, or refused for want of float, is given back to the distributor's day", async () => {
  await allow(null, 100_00n);
  const id = await pay(100_00n);
  expect(await codeOf(pay(1n))).toBe("limits.distributor-daily-volume-exceeded");
  await decide(world, checker.caller, id, "reject");
  expect(await codeOf(pay(2_000_00n))).toBe("limits.distributor-daily-volume-exceeded");
  expect(await codeOf(pay(60_01n, key))).toBe("limits.daily-volume-exceeded");
  await allow(null, 5_000_00n);
  expect(await codeOf(pay(2_000_00n))).toBe("ledger.insufficient-float");
  await allow(null, 100_00n);
  expect(await codeOf(pay(100_00n))).toBe("accepted");
});

it("what the issuer has switched off is refused, and nothing else", async () => {
  const off = (...features: string[]) =>
    backstage.sql`update distributors set features_off = ${features} where id = ${a.id}`;
  const paid = () => codeOf(pay(1_00n));
  const withdrawn = () => codeOf(submit(world, maker.caller, cashOut({ phone, minor: 1_00n })));
  await off("cash-out");
  expect([await paid(), await withdrawn()]).toEqual(["accepted", "organisations.feature-off"]);
  await off("cash-in", "api-keys");
  expect([await paid(), await withdrawn()]).toEqual(["organisations.feature-off", "accepted"]);
  await off("api-keys");
  expect([await paid(), await codeOf(pay(1_00n, key))]).toEqual(["accepted", "organisations.feature-off"]);
});

it("a distributor's week is used up exactly by 30 requests at once, counts what was made before it was limited, and not the last one", async () => {
  const today = localDate(new Date(), "Africa/Lagos");
  const move = (to: string) => backstage.moveDay(a.id, today, to);
  await pay(30_00n);
  await move(weekOf(today).find((day) => day !== today) ?? "");
  await pay(500_00n);
  await move(addDays(today, -7));
  await backstage.sql`update distributors set max_weekly_minor = 10000 where id = ${a.id}`;
  const codes = await Promise.all(Array.from({ length: 30 }, (_, n) => codeOf(pay(5_00n, n % 2 ? key : maker.caller))));
  expect(codes.filter((code) => code === "accepted")).toHaveLength(14);
  const refusals = new Set(codes.filter((code) => code !== "accepted"));
  refusals.delete("limits.daily-volume-exceeded");
  expect([...refusals]).toEqual(["limits.distributor-weekly-volume-exceeded"]);
  expect(await codeOf(pay(1n))).toBe("limits.distributor-weekly-volume-exceeded");
});
