import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { money } from "@/lib/kernel/money";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let seller: TestPerson;
let checker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  seller = await world.staff("Issuer's maker", ["maker"]);
  checker = await world.staff("Issuer's checker", ["checker"]);
});

beforeEach(async () => {
  a = await world.distributor(100_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

let payments = 0;
const web = { idempotency: null } as const;
const amount = money(1_00n, "NGN");
const sell = () => {
  const reference = `Payment ${++payments}`;
  const input = { type: "float-sale", distributorId: a.id, amount, reference, memo: null } as const;
  return submit(world, seller.caller, { ...web, input });
};
const takeBack = () =>
  submit(world, seller.caller, {
    ...web,
    input: { type: "float-return", distributorId: a.id, amount, memo: "Leaving" },
  });

it("no float is sold to a distributor that is suspended, while it can be taken back", async () => {
  await backstage.suspend("distributors", a.id);
  expect(await codeOf(sell())).toBe("organisations.distributor-suspended");
  expect(await decide(world, checker.caller, await takeBack())).toMatchObject({ status: "completed" });
});

it("a sale that waits when a distributor is suspended stays on hold until that ends", async () => {
  const id = await sell();
  const before = await world.balanceOf(a.floatAccountId);
  await backstage.suspend("distributors", a.id);
  expect(await codeOf(decide(world, checker.caller, id))).toBe("organisations.distributor-suspended");
  expect(await world.balanceOf(a.floatAccountId)).toEqual(before);
  await backstage.reinstate("distributors", a.id);
  expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
});
