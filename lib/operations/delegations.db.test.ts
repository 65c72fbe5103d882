import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { auditOf } from "@/db/test/keys";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { DELEGATION_DAYS } from "@/lib/kernel/periods";
import type { E164 } from "@/lib/kernel/phone";
import { addDays, localDate } from "@/lib/kernel/time";
import { endDelegation, listDelegations, startDelegation } from "@/lib/people";
import type { Caller, UserPrincipal } from "@/lib/runtime";
import { countApprovals, undoApproval } from ".";

const TODAY = localDate(new Date(), "Africa/Lagos");

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let away: TestPerson;
let second: TestPerson;
let deputy: TestPerson;
let phone: E164;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  phone = (await world.customer("+2348123456781")).phone;
});
beforeEach(async () => {
  a = await world.distributor(1_000_000_00n);
  maker = await a.person("Maker", ["maker"]);
  away = await a.person("Away", ["checker"]);
  second = await a.person("Second", ["checker"]);
  deputy = await a.person("Deputy", ["maker"]);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const ask = (by = maker) => submit(world, by.caller, cashIn(100_00n, phone));
const asked = (personId: Id<"person">, from = TODAY, to = addDays(TODAY, 6)) =>
  ({ input: { type: "person-delegate", personId, days: { from, to } }, idempotency: null }) as const;

/** A person at the door as a session's caller knows them: with those in whose place they may decide. */
const atTheDoor = ({ caller }: TestPerson): Caller => ({
  ...caller,
  authenticate: async (tx, request) => {
    const principal = (await caller.authenticate(tx, request)) as UserPrincipal;
    const { issuerId, organisationId, personId } = principal;
    const rows = await tx.execute(
      sql`select person_id as "personId", roles from standing_for(${issuerId}::uuid, ${organisationId}::uuid, ${personId}::uuid)`,
    );
    return { ...principal, standsFor: [...rows] as unknown as NonNullable<UserPrincipal["standsFor"]> };
  },
});
const approve = (id: Id<"operation">, by: TestPerson) => codeOf(decide(world, atTheDoor(by), id));
const waiting = async (who: TestPerson) => (await world.as(atTheDoor(who), countApprovals)).needsMe;

/** Has the deputy decide in the place of whoever is away, as another checker approves. */
async function delegate(to = deputy, from = away): Promise<Id<"delegation">> {
  const request = await submit(world, from.caller, asked(to.id));
  expect(await decide(world, second.caller, request)).toMatchObject({ status: "completed" });
  return request as string as Id<"delegation">;
}

describe("whoever is away", () => {
  it("has somebody without the role decide in their place once another person has approved that, on record as one for the other", async () => {
    const id = await ask();
    expect([await approve(id, deputy), await waiting(deputy)]).toEqual(["auth.forbidden", 0]);
    await delegate();
    expect(await waiting(deputy)).toBe(1);
    expect(await approve(id, deputy)).toBe("accepted");
    const rows =
      await backstage.sql`select person_id, for_person_id from operation_decisions where operation_id = ${id}`;
    expect([...rows]).toEqual([{ person_id: deputy.id, for_person_id: away.id }]);
    const [said] = (await auditOf(world, id)).filter(({ action }) => action === "operation.approved");
    expect(said?.detail).toMatchObject({ for: away.id });
  });

  it("cannot give a role by themselves, and neither do the two of them", async () => {
    expect(
      await world.as(away.caller, (ctx) => startDelegation(ctx, { personId: deputy.id, from: TODAY, to: TODAY })),
    ).toBe(false);
    const request = await submit(world, away.caller, asked(deputy.id));
    expect(await approve(request, away)).toBe("operations.own-operation");
    const subject = await submit(world, second.caller, asked(away.id));
    expect(await approve(subject, away)).toBe("operations.about-yourself");
    expect(await waiting(deputy)).toBe(0);
  });

  it("names at once somebody who has the role anyway", async () => {
    const done = await world.as(away.caller, (ctx) =>
      startDelegation(ctx, { personId: second.id, from: TODAY, to: TODAY }),
    );
    expect(done).toBe(true);
    const [one] = await world.as(second.caller, listDelegations);
    expect(one).toMatchObject({ delegator: { id: away.id }, delegate: { id: second.id }, roles: ["checker"] });
  });

  it("is not replaced by somebody who was named for a role that they have lost since", async () => {
    await world.as(away.caller, (ctx) => startDelegation(ctx, { personId: second.id, from: TODAY, to: TODAY }));
    const id = await ask();
    await backstage.setRoles(second, ["viewer"]);
    expect(await approve(id, second)).toBe("auth.forbidden");
    await backstage.setRoles(second, ["checker"]);
    expect(await approve(id, second)).toBe("accepted");
  });

  it("names one person at a time, active here, for thirty days at most", async () => {
    const start = (personId: Id<"person">, from: string, to: string) =>
      codeOf(world.as(away.caller, (ctx) => startDelegation(ctx, { personId, from, to })));
    expect(await start(second.id, TODAY, addDays(TODAY, DELEGATION_DAYS))).toBe("delegations.dates");
    expect(await start(second.id, TODAY, addDays(TODAY, -1))).toBe("delegations.dates");
    expect(await start(second.id, addDays(TODAY, -3), addDays(TODAY, -1))).toBe("delegations.dates");
    expect(await start(away.id, TODAY, TODAY)).toBe("delegations.yourself");
    const stranger = await (await world.distributor(0n)).person("Stranger", ["checker"]);
    expect(await start(stranger.id, TODAY, TODAY)).toBe("people.not-member");
    expect(await start(second.id, TODAY, addDays(TODAY, DELEGATION_DAYS - 1))).toBe("accepted");
    expect(await start(second.id, addDays(TODAY, 5), addDays(TODAY, 6))).toBe("delegations.overlaps");
    const [row] = await backstage.sql`select delegation_days() as days`;
    expect(row?.days).toBe(DELEGATION_DAYS);
  });
});

describe("a deputy", () => {
  it("decides on nothing that either of the two has made", async () => {
    const both = await a.person("Away who makes", ["maker", "checker"]);
    await delegate(deputy, both);
    const [own, theirs] = [await ask(deputy), await ask(both)];
    expect(await approve(own, deputy)).toBe("operations.own-operation");
    expect(await approve(theirs, deputy)).toBe("auth.forbidden");
    expect(await waiting(deputy)).toBe(0);
  });

  it("has one vote with whoever is away, in whichever order", async () => {
    await delegate();
    const [one, other] = [await askedForFloat("1"), await askedForFloat("2")];
    for (const id of [one, other]) await twoAtHome(id);
    expect(await approve(one, deputy)).toBe("accepted");
    expect(await approve(one, away)).toBe("operations.already-voted");
    expect(await approve(other, away)).toBe("accepted");
    expect(await approve(other, deputy)).toBe("auth.forbidden");
    expect(await approve(other, second)).toBe("accepted");
  });

  it("who has decided is told that, and not that they may not", async () => {
    await delegate();
    const [one, other] = [await askedForFloat("told"), await ask()];
    await twoAtHome(one);
    expect([await approve(one, deputy), await approve(one, deputy)]).toEqual(["accepted", "operations.already-voted"]);
    expect([await approve(other, deputy), await approve(other, deputy)]).toEqual([
      "accepted",
      "operations.already-decided",
    ]);
    await world.as(deputy.caller, (ctx) => undoApproval(ctx, { operationId: one, revision: 1 }));
    expect([await approve(one, away), await approve(one, deputy)]).toEqual(["accepted", "auth.forbidden"]);
  });

  it("decides from the first day to the last, and no longer when it is ended or the other one has lost the role", async () => {
    const request = await submit(world, away.caller, asked(deputy.id, addDays(TODAY, 1), addDays(TODAY, 2)));
    await decide(world, second.caller, request);
    const id = await ask();
    expect(await approve(id, deputy)).toBe("auth.forbidden");
    const move = (days: string) => backstage.sql`
      update delegations set starts_at = starts_at + ${days}::interval, ends_at = ends_at + ${days}::interval where id = ${request}`;
    await move("-3 days");
    expect(await approve(id, deputy)).toBe("auth.forbidden");
    await move("1 day 12 hours");
    await backstage.setRoles(away, ["viewer"]);
    expect(await approve(id, deputy)).toBe("auth.forbidden");
    await backstage.setRoles(away, ["checker"]);
    expect(await approve(id, deputy)).toBe("accepted");
    const next = await ask();
    await world.as(deputy.caller, (ctx) => endDelegation(ctx, request as string as Id<"delegation">));
    expect(await approve(next, deputy)).toBe("auth.forbidden");
  });

  it("decides for nobody who has left, nor when suspended", async () => {
    await delegate();
    const id = await ask();
    await backstage.sql`update memberships set status = 'suspended' where person_id = ${away.id}`;
    expect(await approve(id, deputy)).toBe("auth.forbidden");
    await backstage.sql`update memberships set status = 'active' where person_id = ${away.id}`;
    expect(await approve(id, deputy)).toBe("accepted");
  });
});

it("a delegation is ended by either of the two or an admin, and by nobody else", async () => {
  const id = await delegate();
  const admin = await a.person("Admin", ["admin"]);
  const end = (by: TestPerson) => codeOf(world.as(by.caller, (ctx) => endDelegation(ctx, id)));
  expect(await end(maker)).toBe("auth.forbidden");
  expect(await end(await (await world.distributor(0n)).person("Stranger", ["admin"]))).toBe("delegations.not-found");
  expect([await end(admin), await end(away)]).toEqual(["accepted", "delegations.not-found"]);
});

it("of the two at once one has the vote", async () => {
  await delegate();
  for (let n = 0; n < 10; n++) {
    const id = await askedForFloat(`at once ${n}`);
    await twoAtHome(id);
    const outcomes = (await Promise.all([approve(id, deputy), approve(id, away)])).sort();
    expect(outcomes[0]).toBe("accepted");
    expect(["auth.forbidden", "operations.already-voted"]).toContain(outcomes[1]);
  }
});

async function askedForFloat(reference: string): Promise<Id<"operation">> {
  const input = { type: "float-request", amount: money(1_00n, "NGN"), reference, memo: null } as const;
  return submit(world, maker.caller, { input, idempotency: null });
}

/** As a policy would: two of its own people and then one of the issuer's. */
async function twoAtHome(id: Id<"operation">): Promise<void> {
  await backstage.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update operations set approvals_needed = 3 where id = ${id}`;
  });
}
