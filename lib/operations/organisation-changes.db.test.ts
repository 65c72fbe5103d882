import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Feature } from "@/lib/kernel/features";
import { type Id, newId } from "@/lib/kernel/ids";
import { parsePhone } from "@/lib/kernel/phone";
import {
  createMerchant,
  readDistributor,
  readMerchant,
  setLowFloat,
  suspendDistributor,
  suspendMerchant,
} from "@/lib/organisations";
import { listPeople, resendInvitation } from "@/lib/people";
import type { Ctx } from "@/lib/runtime";
import { createCustomer, readCustomer, suspendCustomer } from "@/lib/wallets";
import type { OperationInput } from ".";

let world: World;
let admin: TestPerson;
let maker: TestPerson;
let checker: TestPerson;
let own: TestDistributor;
let ownAdmin: TestPerson;
let ownChecker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff("Issuer's admin", ["admin", "checker"]);
  maker = await world.staff("Issuer's maker", ["maker"]);
  checker = await world.staff("Issuer's checker", ["checker"]);
  own = await world.distributor(10_000_00n);
  ownAdmin = await own.person("Admin", ["admin", "maker"]);
  ownChecker = await own.person("Checker", ["checker"]);
  await own.person("Second checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

let codes = 700_000;
const ask = (by: TestPerson, input: OperationInput) => submit(world, by.caller, { input, idempotency: null });
const creation = (more: Partial<{ shortCode: string; adminPhone: string; distributorId: Id<"distributor"> }> = {}) => ({
  type: "distributor-create" as const,
  name: "Kiosk",
  shortCode: String(++codes),
  timeZone: "Africa/Lagos",
  adminName: "First Person",
  maxAmountMinor: 500_00n,
  maxDailyMinor: null,
  ...more,
  adminPhone: parsePhone(more.adminPhone ?? `+2348170${codes}`),
});
const as = <T>(by: TestPerson, verb: (ctx: Ctx) => Promise<T>) => world.as(by.caller, verb);
const find = (shortCode: string) =>
  as(admin, async (ctx) => {
    const rows = (await ctx.tx.execute(
      sql`select id from distributors where short_code = ${shortCode}`,
    )) as unknown as {
      id: Id<"distributor">;
    }[];
    return rows[0]?.id ?? null;
  });

describe("a new distributor", () => {
  it("is there once another of the issuer's people approves it, with its limits, an empty float and its first person invited", async () => {
    const input = creation();
    const id = await ask(admin, input);
    expect(await find(input.shortCode)).toBeNull();
    expect(await codeOf(decide(world, admin.caller, id))).toBe("operations.own-operation");
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    const distributor = await find(input.shortCode);
    if (!distributor) throw new Error("no distributor");
    const made = await as(admin, (ctx) => readDistributor(ctx, distributor));
    expect(made).toMatchObject({ name: "Kiosk", currency: "NGN", maxAmountMinor: 500_00n, maxDailyMinor: null });
    expect(await world.balanceOf(made.floatAccountId)).toEqual({ posted: 0n, held: 0n });
    const { items: people } = await as(admin, (ctx) => listPeople(ctx, { organisationId: distributor }, { limit: 9 }));
    expect(people).toMatchObject([
      { name: "First Person", phone: input.adminPhone, roles: ["admin", "maker", "checker"], status: "invited" },
    ]);
    const [first] = people;
    if (!first) throw new Error("nobody was invited");
    await as(admin, (ctx) => resendInvitation(ctx, { organisationId: distributor, personId: first.id }));
  });

  it("that is rejected leaves nothing behind", async () => {
    const input = creation();
    expect(await decide(world, checker.caller, await ask(admin, input), "reject")).toMatchObject({
      status: "rejected",
    });
    expect(await find(input.shortCode)).toBeNull();
  });

  it("is an admin of the issuer's to ask for, and the issuer's people's to decide", async () => {
    for (const by of [maker, checker, ownAdmin, ownChecker]) {
      expect(await codeOf(ask(by, creation()))).toBe("auth.forbidden");
    }
    const id = await ask(admin, creation());
    expect(await codeOf(decide(world, ownChecker.caller, id))).toBe("operations.not-found");
  });

  it("has a short code and an id of its own; of two with one code the first that is approved has it", async () => {
    const input = creation();
    const ids = [
      await ask(admin, input),
      await ask(admin, { ...input, adminPhone: parsePhone("+2348170000001") }),
    ] as const;
    const ends = await Promise.all(ids.map((id) => decide(world, checker.caller, id)));
    expect(ends.map(({ status }) => status).sort()).toEqual(["completed", "failed"]);
    expect(ends.find(({ status }) => status === "failed")?.failure).toBe("organisations.short-code-used");
    expect(await codeOf(ask(admin, creation({ shortCode: input.shortCode })))).toBe("organisations.short-code-used");
    expect(await codeOf(ask(admin, creation({ distributorId: own.id })))).toBe("organisations.id-used");
    const issuers = world.issuerId as string as Id<"distributor">;
    expect(await codeOf(ask(admin, creation({ distributorId: issuers })))).toBe("organisations.id-used");
    const chosen = newId("distributor");
    const named = creation({ distributorId: chosen });
    await decide(world, checker.caller, await ask(admin, named));
    expect(await find(named.shortCode)).toBe(chosen);
  });
});

describe("features and limits of a distributor", () => {
  const features = (after: Feature[]) => ({ type: "distributor-features" as const, distributorId: own.id, after });

  it("change when another of the issuer's people approves, and not by the distributor's own", async () => {
    const id = await ask(admin, features(["cash-in"]));
    expect(await codeOf(decide(world, ownChecker.caller, id))).toBe("operations.waits-for-issuer");
    expect(await codeOf(ask(ownAdmin, features(["cash-in"])))).toBe("auth.forbidden");
    const late = await ask(admin, features(["api-keys"]));
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await as(admin, (ctx) => readDistributor(ctx, own.id))).toMatchObject({ featuresOff: ["cash-in"] });
    expect(await decide(world, checker.caller, late)).toMatchObject({ failure: "organisations.changed-meanwhile" });
    const customer = await world.customer("+2348170999001");
    expect(await codeOf(submit(world, ownAdmin.caller, cashIn(1_00n, customer.phone)))).toBe(
      "organisations.feature-off",
    );
    expect(await codeOf(ask(admin, features(["cash-in"])))).toBe("organisations.nothing-changes");
    await decide(world, checker.caller, await ask(admin, features([])));
    expect(await codeOf(submit(world, ownAdmin.caller, cashIn(1_00n, customer.phone)))).toBe("accepted");
  });

  it("count from the next operation on", async () => {
    const customer = await world.customer("+2348170999002");
    const limits = { type: "distributor-limits" as const, distributorId: own.id };
    const id = await ask(admin, {
      ...limits,
      after: { maxAmountMinor: 10_00n, maxDailyMinor: null, maxWeeklyMinor: 50_00n },
    });
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await codeOf(submit(world, ownAdmin.caller, cashIn(10_01n, customer.phone)))).not.toBe("accepted");
    expect(await codeOf(submit(world, ownAdmin.caller, cashIn(10_00n, customer.phone)))).toBe("accepted");
    await decide(
      world,
      checker.caller,
      await ask(admin, { ...limits, after: { maxAmountMinor: null, maxDailyMinor: null, maxWeeklyMinor: null } }),
    );
    expect(await codeOf(submit(world, ownAdmin.caller, cashIn(10_01n, customer.phone)))).toBe("accepted");
  });
});

it("below what float a distributor is shown as low is its own admins' to say, at once", async () => {
  const say = (by: TestPerson) => as(by, (ctx) => setLowFloat(ctx, { lowFloatMinor: 100_00n }));
  expect(await codeOf(say(admin))).toBe("auth.forbidden");
  expect(await codeOf(say(ownChecker))).toBe("auth.forbidden");
  await say(ownAdmin);
  expect(await codeOf(say(ownAdmin))).toBe("organisations.nothing-changes");
  expect(await as(admin, (ctx) => readDistributor(ctx, own.id))).toMatchObject({ lowFloatMinor: 100_00n });
});

describe("suspending", () => {
  it("a distributor acts at once and holds what is pending; two people let it work again", async () => {
    const customer = await world.customer("+2348170999003");
    const pending = await submit(world, ownAdmin.caller, cashIn(1_00n, customer.phone));
    const stop = (by: TestPerson) => as(by, (ctx) => suspendDistributor(ctx, { id: own.id, reason: "Under review" }));
    expect(await codeOf(stop(maker))).toBe("auth.forbidden");
    expect(await codeOf(stop(ownAdmin))).toBe("auth.forbidden");
    await stop(admin);
    expect(await codeOf(stop(admin))).toBe("organisations.already-suspended");
    expect(await codeOf(submit(world, ownAdmin.caller, cashIn(1_00n, customer.phone)))).toBe(
      "organisations.distributor-suspended",
    );
    expect(await codeOf(decide(world, ownChecker.caller, pending))).toBe("organisations.distributor-suspended");
    const id = await ask(admin, { type: "distributor-reinstate", id: own.id, reason: "Reviewed" });
    expect(await codeOf(decide(world, admin.caller, id))).toBe("operations.own-operation");
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await decide(world, ownChecker.caller, pending)).toMatchObject({ status: "completed" });
    expect(await codeOf(ask(admin, { type: "distributor-reinstate", id: own.id, reason: "x" }))).toBe(
      "organisations.not-suspended",
    );
  });

  it("a merchant stops what is paid to it, until two people end that", async () => {
    const id = await as(maker, (ctx) =>
      createMerchant(ctx, {
        name: "Shop",
        shortCode: "812345",
        currency: "NGN",
        adminPhone: parsePhone("+2348170999009"),
      }),
    );
    expect(
      await codeOf(as(maker, (ctx) => createMerchant(ctx, { name: "Shop", shortCode: "812345", currency: "NGN" }))),
    ).toBe("organisations.short-code-used");
    await as(admin, (ctx) => suspendMerchant(ctx, { id, reason: "Closed" }));
    expect(await as(admin, (ctx) => readMerchant(ctx, id))).toMatchObject({
      status: "suspended",
      suspendedReason: "Closed",
    });
    expect(await codeOf(submit(world, ownAdmin.caller, cashIn(1_00n, { shortCode: "812345" })))).toBe(
      "wallets.holder-inactive",
    );
    const back = await ask(admin, { type: "merchant-reinstate", id, reason: "Open" });
    expect(await decide(world, checker.caller, back)).toMatchObject({ status: "completed" });
    expect(await as(admin, (ctx) => readMerchant(ctx, id))).toMatchObject({ status: "active", suspendedReason: null });
  });

  it("a customer stops their wallet, until two people end that", async () => {
    const phone = parsePhone("+234 817 099 9004");
    const { id } = await as(maker, (ctx) => createCustomer(ctx, { name: "Customer", phone, currency: "NGN" }));
    const again = parsePhone("+234-817-099-9004");
    expect(
      await codeOf(as(maker, (ctx) => createCustomer(ctx, { name: "Customer", phone: again, currency: "NGN" }))),
    ).toBe("wallets.phone-used");
    await as(admin, (ctx) => suspendCustomer(ctx, { id, reason: "Asked for" }));
    expect(await codeOf(submit(world, ownAdmin.caller, cashIn(1_00n, phone)))).toBe("wallets.holder-inactive");
    const back = await ask(admin, { type: "customer-reinstate", id, reason: "Asked for" });
    expect(await decide(world, checker.caller, back, "reject")).toMatchObject({ status: "rejected" });
    expect(await as(admin, (ctx) => readCustomer(ctx, id))).toMatchObject({ status: "suspended" });
    await decide(world, checker.caller, await ask(admin, { type: "customer-reinstate", id, reason: "Asked for" }));
    expect(await as(admin, (ctx) => readCustomer(ctx, id))).toMatchObject({ status: "active" });
  });
});
