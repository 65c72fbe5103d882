import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { newId } from "@/lib/kernel/ids";

let world: World;
let a: TestDistributor;
let b: TestDistributor;
let app: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  b = await world.distributor(1_000_00n);
  app = postgres(world.urls.appUrl, { max: 1 });
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await app.end();
  await world.close();
});

type Item = Record<string, string | null>;

const hold = (more: Item): Item => ({
  kind: "hold",
  hold: newId("hold"),
  account: a.floatAccountId,
  heldFor: newId("operation"),
  amount: "100",
  currency: "NGN",
  organisation: a.id,
  ...more,
});
const pay = (more: Item): Item => ({
  kind: "transfer",
  transfer: newId("walletOperation"),
  from: a.floatAccountId,
  to: b.floatAccountId,
  amount: "100",
  currency: "NGN",
  organisation: a.id,
  ...more,
});

/** What the database says to movements in the scope of one organisation, or of all. */
function apply(organisation: string, ...items: Item[]) {
  return inUnit(app, { issuerId: world.issuerId, organisation }, async (tx, unit) => {
    const rows = await tx`select outcome from ledger_apply(${world.issuerId}, ${unit}, ${tx.json(items)}) order by idx`;
    return rows.map(({ outcome }) => outcome);
  });
}

it.each([null, "", "Transfer", "grant"])(
  "in SQL, a movement of the kind %j is refused, whoever's it says it is",
  async (kind) => {
    const refused = { code: "PU004", message: "movement of an unknown kind" };
    for (const item of [
      hold({ kind }),
      hold({ kind, organisation: b.id }),
      pay({ kind }),
      pay({ kind, organisation: null }),
    ]) {
      await expect(apply(a.id, item)).rejects.toMatchObject(refused);
      // Beside one that is allowed: its chain is locked and ready.
      await expect(apply("*", pay({}), item)).rejects.toMatchObject(refused);
    }
  },
);

it.each([null, "0", "-100"])("in SQL, an amount of %j neither holds nor moves", async (amount) => {
  const refused = { code: expect.stringMatching(/^23502|23514$/) };
  await expect(apply(a.id, hold({ amount }))).rejects.toMatchObject(refused);
  await expect(apply("*", pay({ amount }))).rejects.toMatchObject(refused);
});

it.each([
  ["hold", () => hold({ organisation: null })],
  ["hold for another", () => hold({ organisation: b.id })],
  ["transfer", () => pay({ from: null, to: null, organisation: null })],
  ["settlement", () => ({ kind: "settle", hold: newId("hold"), organisation: null })],
])("in SQL, a %s of nobody's or somebody else's is outside the scope", async (_, item) => {
  await expect(apply(a.id, item())).rejects.toMatchObject({ code: "PU001", message: "movement outside the scope" });
});
