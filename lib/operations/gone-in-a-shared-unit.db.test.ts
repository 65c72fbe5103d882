import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { giveTestSettings, type SignInPerson, signInDesk } from "@/db/test/sign-in";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { sessionCaller } from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import { type Caller, runTogether } from "@/lib/runtime";
import { decisions, readOperation } from ".";

let world: World;
let backstage: Backstage;
let desk: ReturnType<typeof signInDesk>;
let a: TestDistributor;
let maker: Caller;
let phone: Awaited<ReturnType<World["customer"]>>["phone"];

beforeAll(async () => {
  world = await createWorld();
  giveTestSettings(world.urls.appUrl);
  backstage = goBackstage(world);
  desk = signInDesk(world);
  a = await world.distributor(10_000_00n);
  maker = (await a.person("Maker", ["maker"])).caller;
  phone = (await world.customer("+2348123450009")).phone;
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

type Checker = { readonly person: SignInPerson; readonly caller: Caller };

/** A checker who has signed in as people do. */
async function checker(): Promise<Checker> {
  const person = await desk.hire(a.id, { roles: ["checker"] });
  const caller = await sessionCaller(await desk.signIn(person));
  if (!caller) throw new Error("no session");
  return { person, caller };
}

async function approve({ caller }: Checker, operationId: Id<"operation">): Promise<string> {
  const { revision, digest } = await world.as(maker, (ctx) => readOperation(ctx, operationId));
  const decision = { operationId, revision, digest, decision: "approve", comment: null } as const;
  return codeOf(runTogether(decisions, caller, { requestId: "test" }, decision));
}

/** Has two checkers' approvals wait behind one lock in one unit of work, changes the world meanwhile, and tells what becomes of both. */
async function meanwhile(one: Checker, other: Checker, change: () => Promise<unknown>): Promise<string[]> {
  const [first, second, third] = [
    await submit(world, maker, cashIn(1_00n, phone)),
    await submit(world, maker, cashIn(1_01n, phone)),
    await submit(world, maker, cashIn(1_02n, phone)),
  ] as const;
  const [openFirst, openSecond] = [
    await backstage.lock("operations", first),
    await backstage.lock("operations", second),
  ];
  // A lonely one goes at once; those that come while it waits go together next.
  const lonely = approve(await checker(), first);
  await backstage.untilWaiting(1);
  const together = [approve(one, second), approve(other, third)];
  await openFirst();
  expect(await lonely).toBe("accepted");
  await backstage.untilWaiting(1);
  await change();
  await openSecond();
  return Promise.all(together);
}

describe("of two decisions that wait behind a lock in one unit, the person of one can be gone after the wait", () => {
  const losses: readonly (readonly [string, (id: Id<"person">) => PromiseLike<unknown>])[] = [
    ["the session is revoked", (id) => backstage.sql`update sessions set revoked_at = now() where person_id = ${id}`],
    ["the role is taken", (id) => backstage.sql`update memberships set roles = '{viewer}' where person_id = ${id}`],
    ["they are suspended", (id) => backstage.sql`update memberships set status = 'suspended' where person_id = ${id}`],
    ["they are removed", (id) => backstage.sql`update memberships set status = 'removed' where person_id = ${id}`],
  ];

  it.each(losses)("theirs is refused when %s, and the other's is not", async (_, lose) => {
    const [one, other] = [await checker(), await checker()];
    const outcomes = await meanwhile(one, other, async () => lose(one.person.id));
    expect(outcomes).toEqual(["auth.forbidden", "accepted"]);
  });

  it("both are refused when their distributor is suspended, and their sessions are over", async () => {
    const [one, other] = [await checker(), await checker()];
    const outcomes = await meanwhile(one, other, () => backstage.suspend("distributors", a.id));
    expect(outcomes).toEqual(["organisations.distributor-suspended", "organisations.distributor-suspended"]);
    const again = world.as(one.caller, async () => undefined);
    expect(await codeOf(again)).toBe("auth.session-ended");
    await backstage.reinstate("distributors", a.id);
    expect(await codeOf(world.as(one.caller, async () => undefined))).toBe("accepted");
  });
});
