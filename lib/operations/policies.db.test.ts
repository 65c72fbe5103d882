import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, reversalOf, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { openAccount, ownTransfer } from "@/db/test/own-accounts";
import { policyOf, putInForce, ruleFor } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { E164 } from "@/lib/kernel/phone";
import type { PolicyLimits, PolicyRule } from "@/lib/kernel/policy-terms";
import { narrowRoles, suspendPerson } from "@/lib/people";
import { listPolicyVersions, readPolicy } from "@/lib/policies";
import type { Role } from "@/lib/runtime";
import { readOperation } from "./read-operation";

let world: World;
let backstage: Backstage;
let phone: E164;
let d: TestDistributor;
let maker: TestPerson;
let admin: TestPerson;
let first: TestPerson;
let second: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  phone = (await world.customer("+2348123450001")).phone;
});

beforeEach(async () => {
  d = await world.distributor(1_000_000_00n);
  maker = await d.person("Maker", ["maker"]);
  admin = await d.person("Admin", ["admin"]);
  first = await d.person("First checker", ["checker"]);
  second = await d.person("Second checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const put = (...rules: PolicyRule[]) => putInForce(world, { distributor: d, admin, checker: first }, rules);
const ask = (version: number, ...rules: PolicyRule[]) => submit(world, admin.caller, policyOf(version, rules));
const pay = (minor: bigint, by = maker.caller) => submit(world, by, cashIn(minor, phone));
const seen = async (id: Awaited<ReturnType<typeof pay>>) => {
  const { approvals, asks, createdAt, expiresAt } = await world.as(maker.caller, (ctx) => readOperation(ctx, id));
  return { ...asks, approvals: approvals.needed, seconds: (expiresAt.getTime() - createdAt.getTime()) / 1000 };
};

describe("an operation", () => {
  it("that gives back what another one moved needs whom that one needed", async () => {
    const paid = await pay(500_00n);
    await decide(world, first.caller, paid);
    await put(ruleFor({ fromMinor: "10000", approvals: 2, stepUp: true }));
    const back = (minor: bigint) => submit(world, maker.caller, reversalOf(paid, minor));
    expect(await seen(await back(100_00n))).toMatchObject({ approvals: 2, stepUp: true, policy: 1 });
    expect(await seen(await back(99_99n))).toMatchObject({ approvals: 1, stepUp: false, policy: 1 });
  });

  it("that moves money between own accounts needs whom its own rule names, and not whom one for cash-ins does", async () => {
    await put(
      ruleFor({ approvals: 2 }),
      ruleFor({ type: "own-transfer", source: "web", fromMinor: "5000", roles: ["admin"] }),
    );
    const till = await openAccount(world, { distributor: d, admin, checker: first }, "Till");
    const move = (minor: bigint) => submit(world, maker.caller, ownTransfer(d.floatAccountId, till, minor));
    const large = await move(50_00n);
    expect(await seen(large)).toMatchObject({ approvals: 1, roles: ["admin"], seconds: 3600, policy: 1 });
    expect(await seen(await move(49_99n))).toMatchObject({
      approvals: 1,
      roles: ["checker"],
      seconds: 86_400,
      policy: 1,
    });
    expect(await codeOf(decide(world, first.caller, large))).toBe("auth.forbidden");
    expect((await decide(world, admin.caller, large)).status).toBe("completed");
  });

  it("of a distributor without a policy needs one checker within a day", async () => {
    expect(await seen(await pay(1_00n))).toEqual({
      roles: ["checker"],
      stepUp: false,
      policy: null,
      approvals: 1,
      seconds: 86_400,
    });
  });

  it("needs what the first rule that fits its type, amount and source says, to the minor unit", async () => {
    await put(
      ruleFor({ source: "key", fromMinor: "10000", toMinor: "20000", approvals: 2, expiresInSeconds: 600 }),
      ruleFor({ fromMinor: "15000", roles: ["checker", "admin"], approvals: 3, stepUp: true }),
      ruleFor({ type: "cash-out-fulfillment", approvals: 2 }),
    );
    const key = await d.key(maker);
    const byKey = { policy: 1, roles: ["checker"], stepUp: false, approvals: 2, seconds: 600 };
    const large = { policy: 1, roles: ["checker", "admin"], stepUp: true, approvals: 3, seconds: 3600 };
    const none = { policy: 1, roles: ["checker"], stepUp: false, approvals: 1, seconds: 86_400 };
    const asKey = (minor: bigint) => submit(world, key, cashIn(minor, phone));
    expect(await seen(await asKey(99_99n))).toEqual(none);
    expect(await seen(await asKey(100_00n))).toEqual(byKey);
    expect(await seen(await asKey(199_99n))).toEqual(byKey);
    expect(await seen(await asKey(200_00n))).toEqual(large);
    expect(await seen(await pay(149_99n))).toEqual(none);
    expect(await seen(await pay(150_00n))).toEqual(large);
  });

  it("completes after as many different people as its rule names, and no sooner", async () => {
    await put(ruleFor({ approvals: 3, roles: ["checker", "admin"] }));
    const id = await pay(1_00n);
    expect(await codeOf(decide(world, maker.caller, id))).toBe("auth.forbidden");
    expect((await decide(world, first.caller, id)).status).toBe("pending");
    expect(await codeOf(decide(world, first.caller, id))).toBe("operations.already-voted");
    expect((await decide(world, admin.caller, id)).status).toBe("pending");
    expect((await decide(world, second.caller, id)).status).toBe("completed");
  });

  it("is decided by no role that its rule leaves out, not even by checkers where it names admins", async () => {
    await put(ruleFor({ roles: ["admin"] }));
    const id = await pay(1_00n);
    expect(await codeOf(decide(world, first.caller, id))).toBe("auth.forbidden");
    expect((await decide(world, admin.caller, id)).status).toBe("completed");
    await put(ruleFor());
    expect(await codeOf(decide(world, admin.caller, await pay(1_00n)))).toBe("auth.forbidden");
  });

  it("keeps what it was submitted under, whatever policy follows", async () => {
    const before = await pay(1_00n);
    await put(ruleFor({ approvals: 2 }));
    const between = await pay(1_00n);
    await put();
    expect((await decide(world, first.caller, before)).status).toBe("completed");
    expect((await decide(world, first.caller, between)).status).toBe("pending");
    expect((await decide(world, second.caller, between)).status).toBe("completed");
    expect((await seen(await pay(1_00n))).approvals).toBe(1);
  });
});

describe("a change of a policy", () => {
  const needs = async (rules: readonly PolicyRule[], limits: Partial<PolicyLimits> = {}) => {
    const { version } = await world.as(admin.caller, (ctx) => readPolicy(ctx, d.id));
    const {
      policy: _,
      seconds: __,
      ...asks
    } = await seen(await submit(world, admin.caller, policyOf(version, rules, limits)));
    return asks;
  };
  const one = { roles: ["checker"], stepUp: false, approvals: 1 };

  it("needs as many people as the strongest rule that it touches, in force or to come, and a code of each where one asks for it", async () => {
    await d.person("Third checker", ["checker"]);
    const out = ruleFor({ type: "cash-out-fulfillment", approvals: 2, stepUp: true });
    expect(await needs([ruleFor()])).toEqual(one);
    expect(await needs([ruleFor({ approvals: 3 })])).toEqual({ ...one, approvals: 3 });
    expect(await needs([ruleFor({ stepUp: true })])).toEqual({ ...one, stepUp: true });
    await put(ruleFor({ fromMinor: "10000", approvals: 3 }), ruleFor(), out);
    // Less is as hard to come by as more, and so is a rule that stands before another one or a limit of all.
    expect(await needs([])).toEqual({ ...one, approvals: 3, stepUp: true });
    expect(await needs([ruleFor({ expiresInSeconds: 600 }), out])).toEqual({ ...one, approvals: 3 });
    expect(await needs([ruleFor({ fromMinor: "10000", approvals: 3 }), ruleFor()])).toEqual({
      ...one,
      approvals: 2,
      stepUp: true,
    });
    expect(await needs([ruleFor({ fromMinor: "10000", approvals: 3 }), ruleFor(), out], { makerDaily: "100" })).toEqual(
      {
        ...one,
        approvals: 3,
        stepUp: true,
      },
    );
  });

  it("is decided by checkers and by whom the strongest rule names, and where there are not as many besides whoever asks, by all of them", async () => {
    const other = await d.person("Second admin", ["admin"]);
    expect(await needs([ruleFor({ approvals: 2, roles: ["admin"] })])).toEqual({
      roles: ["checker", "admin"],
      stepUp: false,
      approvals: 2,
    });
    expect(await needs([ruleFor({ roles: ["admin"] })])).toEqual(one);
    const id = await ask(0, ruleFor({ approvals: 4, roles: ["checker", "admin"] }));
    expect((await seen(id)).approvals).toBe(3);
    for (const by of [first, other]) expect((await decide(world, by.caller, id)).status).toBe("pending");
    expect(await codeOf(decide(world, first.caller, id))).toBe("operations.already-voted");
    expect((await decide(world, second.caller, id)).status).toBe("completed");
  });

  it("is in force after all of its approvals and codes, and no sooner", async () => {
    await put(ruleFor({ approvals: 2, stepUp: true }));
    const id = await ask(1);
    expect(await codeOf(decide(world, first.caller, id))).toBe("auth.step-up-required");
    expect((await seen(await pay(1_00n))).policy).toBe(1);
  });
});

describe("a policy", () => {
  it("is in force once its checkers have approved it, and every version is kept with who asked", async () => {
    const id = await ask(0, ruleFor({ approvals: 2 }));
    expect((await seen(await pay(1_00n))).policy).toBeNull();
    expect(await codeOf(decide(world, admin.caller, id))).toBe("auth.forbidden");
    await decide(world, first.caller, id);
    expect((await decide(world, second.caller, id)).status).toBe("completed");
    await put();
    const versions = await world.as(maker.caller, (ctx) => listPolicyVersions(ctx, d.id));
    expect(versions.map(({ version, askedBy, rules }) => ({ version, askedBy, rules: rules.length }))).toEqual([
      { version: 2, askedBy: "Admin", rules: 0 },
      { version: 1, askedBy: "Admin", rules: 1 },
    ]);
    expect(versions[1]?.operationId).toBe(id);
  });

  it("is asked for by admins alone, and not decided on by the admin who asks, checker or not", async () => {
    for (const by of [maker, first])
      expect(await codeOf(submit(world, by.caller, policyOf(0, [ruleFor()])))).toBe("auth.forbidden");
    const both = await d.person("Admin and checker", ["admin", "checker"]);
    const id = await submit(world, both.caller, policyOf(0, [ruleFor()]));
    expect(await codeOf(decide(world, both.caller, id))).toBe("operations.own-operation");
  });

  it("that too few people could satisfy, besides whoever asks, is refused, and names the rule", async () => {
    expect(await codeOf(ask(0, ruleFor({ approvals: 2 })))).toBe("accepted");
    expect(await codeOf(ask(0, ruleFor({ approvals: 3 })))).toBe("policies.not-satisfiable");
    await expect(ask(0, ruleFor({ source: "key" }), ruleFor({ approvals: 4 }))).rejects.toMatchObject({
      details: { rules: "2" },
    });
    expect(await codeOf(ask(0, ruleFor({ approvals: 3, roles: ["checker", "admin"] })))).toBe("accepted");
    // A maker who is a checker does not count for what they ask themselves.
    await d.person("Maker and checker", ["maker", "checker"]);
    expect(await codeOf(ask(0, ruleFor({ approvals: 3 })))).toBe("policies.not-satisfiable");
    await d.person("Third checker", ["checker"]);
    expect(await codeOf(ask(0, ruleFor({ approvals: 3 })))).toBe("accepted");
  });

  it("that nobody could satisfy any more when it is approved fails, and changes nothing", async () => {
    const other = await d.person("Second admin", ["admin"]);
    const id = await ask(0, ruleFor({ approvals: 2, roles: ["admin"] }));
    await world.as(admin.caller, (ctx) => suspendPerson(ctx, { personId: other.id, reason: "Away" }));
    await decide(world, first.caller, id);
    expect(await decide(world, second.caller, id)).toMatchObject({
      status: "failed",
      failure: "policies.not-satisfiable",
    });
    expect((await seen(await pay(1_00n))).policy).toBeNull();
  });

  it("asked for beside another one fails once that one is in force", async () => {
    const [one, other] = [await ask(0, ruleFor({ approvals: 2 })), await ask(0, ruleFor({ expiresInSeconds: 600 }))];
    await decide(world, first.caller, one);
    expect((await decide(world, second.caller, one)).status).toBe("completed");
    expect(await decide(world, first.caller, other)).toMatchObject({ failure: "policies.changed-meanwhile" });
    expect(await codeOf(ask(0, ruleFor()))).toBe("policies.changed-meanwhile");
    expect(await codeOf(ask(1, ruleFor({ approvals: 2 })))).toBe("policies.nothing-changes");
  });

  it("keeps the people that it needs: no role is taken, nobody suspended, and no checker made a maker, so that a rule would fail", async () => {
    const third = await d.person("Third checker", ["checker", "viewer"]);
    await put(ruleFor({ approvals: 3 }));
    const whom = { personId: third.id };
    const widen = (after: Role[]) =>
      submit(world, admin.caller, {
        input: { type: "person-roles", personId: third.id, after },
        idempotency: null,
      });
    const narrowed = world.as(admin.caller, (ctx) => narrowRoles(ctx, { ...whom, after: ["viewer"] }));
    expect(await codeOf(narrowed)).toBe("people.policy-needs-them");
    const suspended = world.as(admin.caller, (ctx) => suspendPerson(ctx, { ...whom, reason: "Away" }));
    expect(await codeOf(suspended)).toBe("people.policy-needs-them");
    expect(await decide(world, first.caller, await widen(["checker", "viewer", "maker"]))).toMatchObject({
      failure: "people.policy-needs-them",
    });
    expect((await decide(world, first.caller, await widen(["checker", "viewer", "admin"]))).status).toBe("completed");
    await put(ruleFor({ approvals: 2 }));
    expect((await decide(world, first.caller, await widen(["checker", "viewer", "admin", "maker"]))).status).toBe(
      "completed",
    );
  });
});
