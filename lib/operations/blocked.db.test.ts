import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { type ByHand, byHand } from "@/db/test/people";
import { putInForce, ruleFor } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { Role } from "@/lib/runtime";
import { countBlocked, countOperations, findBlocked, foreseeChange, listApprovals, listOperations } from ".";
import { readOperation } from "./read-operation";

let world: World;
let backstage: Backstage;
let hand: ByHand;
let phone: E164;
let d: TestDistributor;
let [maker, admin, one, two, three]: TestPerson[] = [];

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  hand = byHand(world);
  phone = (await world.customer("+2348123450001")).phone;
});

beforeEach(async () => {
  d = await world.distributor(1_000_000_00n);
  maker = await d.person("Maker", ["maker"]);
  admin = await d.person("Admin", ["admin"]);
  one = await d.person("Checker one", ["checker"]);
  two = await d.person("Checker two", ["checker"]);
  three = await d.person("Checker three", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([backstage.close(), hand.end()]);
  await world.close();
});

const must = (person: TestPerson | undefined): TestPerson => {
  if (!person) throw new Error("nobody");
  return person;
};
const needThree = () =>
  putInForce(world, { distributor: d, admin: must(admin), checker: must(one) }, [ruleFor({ approvals: 3 })]);
const pay = () => submit(world, must(maker).caller, cashIn(1_00n, phone));
const why = async (id: Id<"operation">, by = must(maker)) => {
  const found = await world.as(by.caller, async (ctx) => findBlocked(ctx, [await readOperation(ctx, id)]));
  return found.get(id);
};
const leave = (person: TestPerson | undefined, status = "suspended") =>
  backstage.sql`update memberships set status = ${status} where person_id = ${must(person).id}`;

describe("a request is blocked", () => {
  it("while fewer people could still approve it than it needs, and no longer once there are enough, whoever they are", async () => {
    await needThree();
    const id = await pay();
    expect(await why(id)).toBeUndefined();
    await leave(three);
    expect(await why(id)).toMatchObject({ reason: "people", roles: ["checker"], missing: 3, possible: 2 });
    await leave(three, "active");
    expect(await why(id)).toBeUndefined();
    await leave(three, "removed");
    const fourth = await d.person("Checker four", ["checker"]);
    expect(await why(id)).toBeUndefined();
    await backstage.setRoles(fourth, ["viewer"]);
    expect(await why(id)).toMatchObject({ reason: "people" });
    await hand.write(`insert into delegations (issuer_id, id, organisation_id, delegator_id, delegate_id, roles, starts_at, ends_at, operation_id, unit_id)
      values (UNIT, gen_random_uuid(), '${d.id}', '${must(two).id}', '${fourth.id}', '{checker}', now(), now() + interval '1 day', gen_random_uuid(), UNIT)`);
    // The two have one vote together.
    expect(await why(id)).toMatchObject({ reason: "people", possible: 2 });
  });

  it("while somebody stands behind an approval who may not decide any more, or behind the request who may not ask", async () => {
    await needThree();
    const id = await pay();
    await decide(world, must(one).caller, id);
    expect(await why(id)).toBeUndefined();
    const fourth = await d.person("Checker four", ["checker"]);
    await leave(one);
    expect(await why(id)).toMatchObject({ reason: "approver-left", who: "Checker one" });
    expect(await codeOf(decide(world, must(two).caller, id))).toBe("operations.approver-left");
    await leave(one, "active");
    await leave(maker);
    expect(await why(id, must(admin))).toMatchObject({ reason: "maker-left", who: "Maker" });
    expect(await codeOf(decide(world, fourth.caller, id))).toBe("operations.maker-left");
  });

  it("while the people who could approve it had one another’s identity in hand, and says until when", async () => {
    await needThree();
    const id = await pay();
    await hand.write(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
                      values ('${must(two).id}', '${must(three).id}', UNIT, 'phone-change', gen_random_uuid())`);
    const blocked = await why(id);
    expect(blocked).toMatchObject({ reason: "hands", missing: 3, possible: 2 });
    expect((blocked?.until?.getTime() ?? 0) - Date.now()).toBeGreaterThan(71 * 3_600_000);
    await hand.waitThreeDays(must(two));
    expect(await why(id)).toBeUndefined();
  });

  it("for want of the issuer’s people where it is theirs to approve, or where they stand in for a distributor with too few", async () => {
    const input = {
      type: "float-request",
      amount: { minor: 1_00n, currency: "NGN" },
      reference: "Paid",
      memo: null,
    } as never;
    const id = await submit(world, must(maker).caller, { input, idempotency: null });
    expect(await why(id)).toMatchObject({ reason: "issuers", roles: ["checker"] });
    const small = await world.distributor(1_000_00n);
    const alone = await small.person("Alone", ["maker", "checker"]);
    const own = await submit(world, alone.caller, cashIn(1_00n, phone));
    expect(await why(own, alone)).toMatchObject({ reason: "people", missing: 1, possible: 0 });
    const issuers = await world.staff("Issuer’s checker", ["checker"]);
    expect([await why(id), await why(own, alone)]).toEqual([undefined, undefined]);
    await leave(issuers);
  });

  it("by its own distributor’s people alone: others’ are not asked about", async () => {
    await needThree();
    const id = await pay();
    await leave(three);
    const view = await world.as(must(maker).caller, (ctx) => readOperation(ctx, id));
    const stranger = await (await world.distributor(0n)).person("Stranger", ["checker"]);
    expect((await world.as(stranger.caller, (ctx) => findBlocked(ctx, [view]))).size).toBe(0);
  });
});

it("lists and counts name what is blocked and nothing else, newest first, page by page", async () => {
  const free = await pay();
  await needThree();
  const ids = [await pay(), await pay(), await pay()];
  await leave(three);
  const by = must(two).caller;
  const desk = await world.as(by, (ctx) => listApprovals(ctx, { tab: "blocked", filters: {}, limit: 50 }));
  expect(desk.items.map(({ id }) => id)).toEqual(ids.toReversed());
  const filters = { statuses: ["pending"], blocked: true } as const;
  const first = await world.as(by, (ctx) => listOperations(ctx, { filters, limit: 2, lookThrough: 1_000 }));
  expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  const after = first.next;
  if (!after) throw new Error("no second page");
  const second = await world.as(by, (ctx) => listOperations(ctx, { filters, limit: 2, lookThrough: 1_000, after }));
  expect(second).toMatchObject({ items: [{ id: ids[0] }], next: null });
  const counts = await world.as(by, (ctx) => countOperations(ctx, filters, 1_000));
  expect(counts.byStatus).toMatchObject({ pending: 3, completed: 0 });
  expect(await world.as(by, countBlocked)).toEqual({ count: 3, more: false });
  expect(await why(free)).toBeUndefined();
});

describe("before a change of somebody is asked for it is said", () => {
  const foreseen = (person: TestPerson | undefined, roles: Role[]) =>
    world.as(must(admin).caller, (ctx) => foreseeChange(ctx, { personId: must(person).id, roles }));

  it("which rules of the policy nobody could satisfy then, and that it is refused", async () => {
    await needThree();
    expect(await foreseen(three, [])).toMatchObject({ refusal: "people.policy-needs-them", rules: [1] });
    // Whoever becomes a maker is one less to approve what they ask for.
    expect(await foreseen(three, ["checker", "maker"])).toMatchObject({
      refusal: "people.policy-needs-them",
      rules: [1],
    });
    expect(await foreseen(three, ["checker", "viewer"])).toMatchObject({ refusal: null, rules: [], blocks: 0 });
  });

  it("how many requests that wait nobody could complete any more, beside those that nobody could as it is", async () => {
    const fourth = await d.person("Checker four", ["checker"]);
    await needThree();
    const ids = [await pay(), await pay()];
    await putInForce(world, { distributor: d, admin: must(admin), checker: must(one) }, []);
    await leave(fourth);
    expect(await foreseen(three, [])).toMatchObject({ refusal: null, rules: [], blocks: 2 });
    expect(ids).toContain((await foreseen(three, ["viewer"])).example);
    expect(await foreseen(admin, ["admin", "viewer"])).toMatchObject({ refusal: null, blocks: 0 });
    await leave(two);
    expect(await foreseen(three, [])).toMatchObject({ blocks: 0 });
  });

  it("to admins alone, of their own people", async () => {
    const ask = (by: TestPerson | undefined, of: TestPerson | undefined) =>
      codeOf(world.as(must(by).caller, (ctx) => foreseeChange(ctx, { personId: must(of).id, roles: [] })));
    expect(await ask(one, two)).toBe("auth.forbidden");
    const stranger = await (await world.distributor(0n)).person("Stranger", ["admin"]);
    expect(await ask(stranger, two)).toBe("people.not-member");
  });
});
