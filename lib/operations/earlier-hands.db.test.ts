import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { type ByHand, byHand } from "@/db/test/people";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { countApprovals, listApprovals } from ".";

let world: World;
let backstage: Backstage;
let hand: ByHand;
let a: TestDistributor;
let checker: TestPerson;
let issuers: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  hand = byHand(world);
  a = await world.distributor(1_000_00n);
  checker = await a.person("Checker of A", ["checker"]);
  await a.person("Second checker of A", ["checker"]);
  issuers = await world.staff("Issuer's checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([backstage.close(), hand.end()]);
  await world.close();
});

let payments = 0;
/** A request for float that its own organisation has approved, and who made it. */
async function approvedAtHome(first = checker): Promise<{ id: Id<"operation">; maker: TestPerson }> {
  const maker = await a.person(`Maker ${++payments}`, ["maker", "viewer"]);
  const reference = `Payment ${payments}`;
  const input = { type: "float-request", amount: money(1_00n, "NGN"), reference, memo: null } as const;
  const id = await submit(world, maker.caller, { input, idempotency: null });
  expect(await decide(world, first.caller, id)).toMatchObject({ status: "pending" });
  return { id, maker };
}
const suspend = ({ id }: TestPerson) =>
  backstage.sql`update memberships set status = 'suspended' where person_id = ${id}`;
const approve = (id: Id<"operation">, by = issuers) => codeOf(decide(world, by.caller, id));
const desk = (by = issuers) =>
  world.as(by.caller, async (ctx) => {
    const { items } = await listApprovals(ctx, { tab: "needs-me", filters: {}, limit: 50 });
    expect((await countApprovals(ctx)).needsMe).toBe(items.length);
    return items.map(({ id }) => id);
  });

describe("at a second approval", () => {
  it("the maker must still be one: not suspended, and with the role", async () => {
    const suspended = await approvedAtHome();
    await suspend(suspended.maker);
    expect(await approve(suspended.id)).toBe("operations.maker-left");
    const viewer = await approvedAtHome();
    await backstage.setRoles(viewer.maker, ["viewer"]);
    expect(await approve(viewer.id)).toBe("operations.maker-left");
    await backstage.setRoles(viewer.maker, ["maker"]);
    expect(await approve(viewer.id)).toBe("accepted");
  });

  it("whoever approved first must still be somebody who decides", async () => {
    const gone = await a.person("Gone", ["checker"]);
    const { id } = await approvedAtHome(gone);
    await backstage.setRoles(gone, ["maker"]);
    expect(await approve(id)).toBe("operations.approver-left");
    await backstage.setRoles(gone, ["checker"]);
    await suspend(gone);
    expect(await approve(id)).toBe("operations.approver-left");
  });

  it("what cannot be approved any more is rejected all the same", async () => {
    const { id, maker } = await approvedAtHome();
    await suspend(maker);
    expect(await desk()).toContain(id);
    expect(await decide(world, issuers.caller, id, "reject")).toMatchObject({ status: "rejected" });
  });

  it("nobody is the second who had the first one's identity in hand, or the other way round, nor is it on their desk", async () => {
    const [one, other] = [await world.staff("Inviter", ["checker"]), await world.staff("Invited", ["checker"])];
    const first = await a.person("In hand", ["checker"]);
    const control = (person: TestPerson, by: TestPerson) =>
      hand.write(`insert into person_controls (person_id, controller_id, issuer_id, kind, operation_id)
                  values ('${person.id}', '${by.id}', UNIT, 'totp-reset', gen_random_uuid())`);
    await control(first, one);
    await control(other, first);
    const { id } = await approvedAtHome(first);
    for (const by of [one, other]) {
      expect(await desk(by)).not.toContain(id);
      expect(await approve(id, by)).toBe("operations.controlled-approver");
      expect(await codeOf(decide(world, by.caller, id, "reject"))).toBe("operations.controlled-approver");
    }
    expect(await desk()).toContain(id);
    expect(await approve(id)).toBe("accepted");
  });
});
