import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, cashOut, decide, submit } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type E164, parsePhone } from "@/lib/kernel/phone";
import { readDistributor } from "@/lib/organisations";
import { readCurrencyDays, readDistributorDays } from ".";

let world: World;
let superuser: postgres.Sql;
let viewer: TestPerson;
let busy: TestDistributor;
let idle: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let phone: E164;

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1, onnotice: () => undefined });
  viewer = await world.staff("Viewer", ["viewer"]);
  busy = await world.distributor(1_000_00n);
  idle = await world.distributor(1_000_00n);
  maker = await busy.person("Maker", ["maker"]);
  checker = await busy.person("Checker", ["checker"]);
  phone = parsePhone("+2348100000009");
  await world.customer(phone, 1_000_00n);
});
afterAll(async () => {
  await superuser.end();
  await world.close();
});

const done = async (what: Parameters<typeof submit>[2]) => {
  const id = await submit(world, maker.caller, what);
  await decide(world, checker.caller, id);
  return id;
};

const days = () =>
  world.as(viewer.caller, async (ctx) => {
    const both = [await readDistributor(ctx, busy.id), await readDistributor(ctx, idle.id)];
    return { each: await readDistributorDays(ctx, both), all: await readCurrencyDays(ctx) };
  });

it("a day is what was completed since midnight where the distributor is, and what waits from whatever day; all together are their sum", async () => {
  await done(cashIn(5_00n, phone));
  await done(cashIn(7_00n, phone));
  await done(cashOut({ phone, minor: 3_00n }));
  await submit(world, maker.caller, cashIn(1_00n, phone));
  const other = await idle.person("Maker", ["maker"]);
  await submit(world, other.caller, cashIn(2_00n, phone));
  const { each, all } = await days();
  const none = { completed: 0, inMinor: 0n, outMinor: 0n, pending: 1, hasMorePending: false };
  expect(each.get(idle.id)).toEqual(none);
  expect(each.get(busy.id)).toEqual({ ...none, completed: 3, inMinor: 12_00n, outMinor: 3_00n });
  expect(all).toEqual([{ ...none, currency: "NGN", completed: 3, inMinor: 12_00n, outMinor: 3_00n, pending: 2 }]);

  // A day and a half ago it was yesterday wherever the distributor is.
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update operations set decided_at = decided_at - interval '36 hours' where organisation_id = ${busy.id} and status = 'completed'`;
  });
  const later = await days();
  expect(later.each.get(busy.id)).toEqual(none);
  expect(later.all).toEqual([{ ...none, currency: "NGN", pending: 2 }]);
});
