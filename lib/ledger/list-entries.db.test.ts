import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "@/db/test/world";
import { newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { run } from "@/lib/runtime";
import { applyMovements, listEntries } from ".";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test("a book read page by page tells after each line what the account had then, and ends at its first line", async () => {
  const distributor = await world.distributor(100_00n);
  const { accountId } = await world.customer("+2348012345671");
  for (const amount of [10_00n, 20_00n, 5_00n]) {
    await run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
      applyMovements(ctx, [
        {
          kind: "transfer",
          transfer: newId("walletOperation"),
          from: distributor.floatAccountId,
          to: accountId,
          amount: money(amount, "NGN"),
          organisation: distributor.id,
        },
      ]),
    );
  }
  const page = (below: bigint | null) =>
    world.as(world.system, (ctx) => listEntries(ctx, distributor.floatAccountId, { below, limit: 3 }));
  const first = await page(null);
  const second = await page(first.next);
  const lines = [...first.entries, ...second.entries].map(({ amount, balanceAfter }) => [
    amount.minor,
    balanceAfter.minor,
  ]);
  expect(lines).toEqual([
    [-5_00n, 65_00n],
    [-20_00n, 70_00n],
    [-10_00n, 90_00n],
    [100_00n, 100_00n],
  ]);
  expect(second.next).toBeNull();
});
