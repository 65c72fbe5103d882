import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, cashOut, codeOf, decide, submit, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { putInForce } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { E164 } from "@/lib/kernel/phone";
import type { PolicyLimits } from "@/lib/kernel/policy-terms";
import { localDate, weekOf } from "@/lib/kernel/time";
import type { Caller } from "@/lib/runtime";
import { recallOperation } from "./recall-operation";

let world: World;
let backstage: Backstage;
let d: TestDistributor;
let maker: TestPerson;
let other: TestPerson;
let admin: TestPerson;
let checker: TestPerson;
let key: Caller;
let phone: E164;
let elsewhere: E164;
let customers = 0;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
});

beforeEach(async () => {
  d = await world.distributor(1_000_000_00n);
  maker = await d.person("Maker", ["maker"]);
  other = await d.person("Other maker", ["maker"]);
  admin = await d.person("Admin", ["admin"]);
  checker = await d.person("Checker", ["checker"]);
  await d.person("Second checker", ["checker"]);
  key = await d.key(maker);
  const next = async () => (await world.customer(`+23481234${String(50_000 + ++customers)}`, 1_000_00n)).phone;
  [phone, elsewhere] = [await next(), await next()];
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const limit = (limits: Partial<PolicyLimits>) => putInForce(world, { distributor: d, admin, checker }, [], limits);
const pay = (minor: bigint, to = phone, by: Caller = maker.caller) => submit(world, by, cashIn(minor, to));
const withdraw = (minor: bigint, from = phone) => submit(world, maker.caller, cashOut({ phone: from, minor }));
/** Moves what was used today to another day of this week, or of the last one. */
const moveToday = async (to: "this week" | "last week") => {
  const today = localDate(new Date(), "Africa/Lagos");
  const past = new Date(Date.parse(`${today}T12:00:00Z`) - 7 * 86_400_000).toISOString().slice(0, 10);
  const day = to === "last week" ? past : weekOf(today).find((one) => one !== today);
  await backstage.moveDay(d.id, today, day ?? "");
};

describe("the limit of a policy", () => {
  it("for a customer's day counts what they pay in and are paid out, by whoever, to the minor unit, and nobody else's", async () => {
    await limit({ customerDaily: "10000" });
    await pay(60_00n);
    await withdraw(39_99n);
    expect(await codeOf(pay(2n, phone, other.caller))).toBe("limits.customer-daily-exceeded");
    expect(await codeOf(pay(2n, phone, key))).toBe("limits.customer-daily-exceeded");
    expect(await codeOf(pay(1n, phone, other.caller))).toBe("accepted");
    expect(await codeOf(pay(100_00n, elsewhere))).toBe("accepted");
  });

  it("for a maker's day counts what they make themselves and through their keys, and nobody else's", async () => {
    await limit({ makerDaily: "10000" });
    await pay(60_00n);
    await pay(39_99n, elsewhere, key);
    expect(await codeOf(pay(2n))).toBe("limits.maker-daily-exceeded");
    expect(await codeOf(pay(2n, phone, key))).toBe("limits.maker-daily-exceeded");
    expect(await codeOf(pay(100_00n, phone, other.caller))).toBe("accepted");
    expect(await codeOf(pay(1n))).toBe("accepted");
  });

  it.each(["customer", "maker"] as const)(
    "for the ISO week of a %s counts all its days, and no day of the last one",
    async (of) => {
      await limit({ [`${of}Daily`]: "10000", [`${of}Weekly`]: "15000" });
      await pay(100_00n);
      await moveToday("this week");
      await pay(49_99n);
      expect(await codeOf(pay(2n))).toBe(`limits.${of}-weekly-exceeded`);
      expect(await codeOf(pay(60_00n))).toBe(`limits.${of}-daily-exceeded`);
      expect(await codeOf(pay(1n))).toBe("accepted");
      await moveToday("last week");
      expect(await codeOf(pay(50_00n))).toBe("accepted");
      expect(await codeOf(pay(1n))).toBe(`limits.${of}-weekly-exceeded`);
    },
  );

  it.each([
    ["customerDaily", "limits.customer-daily-exceeded"],
    ["customerWeekly", "limits.customer-weekly-exceeded"],
    ["makerDaily", "limits.maker-daily-exceeded"],
    ["makerWeekly", "limits.maker-weekly-exceeded"],
  ] as const)("%s is used up exactly by 30 requests at once of people and a key", async (name, code) => {
    await limit({ [name]: "10000" });
    const codes = await Promise.all(
      Array.from({ length: 30 }, (_, n) => codeOf(pay(5_00n, phone, n % 2 ? key : maker.caller))),
    );
    expect(tally(codes)).toEqual({ accepted: 20, [code]: 10 });
    expect(await codeOf(pay(1n))).toBe(code);
  });

  it("gives back what is rejected or recalled, also once another policy limits nothing, or something else", async () => {
    await limit({ customerDaily: "10000", makerWeekly: "10000" });
    const [one, two] = [await pay(50_00n), await pay(50_00n)];
    expect(await codeOf(pay(1n))).toBe("limits.maker-weekly-exceeded");
    await decide(world, checker.caller, one, "reject");
    const three = await pay(50_00n);
    await limit({});
    const four = await pay(50_00n);
    await limit({ customerDaily: "10000" });
    for (const id of [two, three, four]) await world.as(maker.caller, (ctx) => recallOperation(ctx, id));
    expect(await codeOf(pay(100_00n))).toBe("accepted");
    expect(await codeOf(pay(1n))).toBe("limits.customer-daily-exceeded");
  });

  it("refuses one of a set and leaves its neighbours, whatever else they lack", async () => {
    await limit({ customerDaily: "10000" });
    const codes = await Promise.all([
      codeOf(pay(100_00n)),
      codeOf(pay(100_00n)),
      codeOf(pay(100_00n, elsewhere)),
      codeOf(pay(1_000_000_00n, elsewhere)),
    ]);
    expect(tally(codes)).toEqual({ accepted: 2, "limits.customer-daily-exceeded": 2 });
  });

  it("and a change of it at the same moment never lose volume: what is taken under one is given back under the same", async () => {
    const made = Promise.all(Array.from({ length: 20 }, () => pay(1_00n)));
    await limit({ customerDaily: "100000", makerDaily: "100000" });
    const ids = await made;
    await Promise.all(ids.map((id) => world.as(maker.caller, (ctx) => recallOperation(ctx, id))));
    const rows =
      await backstage.sql`select subject from limit_counters where distributor_id = ${d.id} and used_minor <> 0`;
    expect([...rows]).toEqual([]);
  });
});
