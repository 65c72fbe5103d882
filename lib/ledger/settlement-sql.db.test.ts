import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type World } from "@/db/test/world";
import { newId } from "@/lib/kernel/ids";

let world: World;
let a: TestDistributor;
let app: postgres.Sql;
let owner: postgres.Sql;
let settlement: string;

const everything = () => ({ issuerId: world.issuerId, organisation: "*" });

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  app = postgres(world.urls.appUrl, { max: 1 });
  owner = postgres(world.urls.ownerUrl, { max: 1 });
  const [row] = await inUnit(
    owner,
    everything(),
    (tx) => tx`select id from ledger_accounts where owner_kind = 'issuer'`,
  );
  settlement = row?.id;
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await Promise.all([app.end(), owner.end()]);
  await world.close();
});

// What the issuer's settlement account pays comes from nowhere: it has no floor.
it.each([
  ["hold on", () => ({ kind: "hold", hold: newId("hold"), account: settlement, heldFor: newId("operation") })],
  [
    "pay from",
    () => ({ kind: "transfer", transfer: newId("walletOperation"), from: settlement, to: a.floatAccountId }),
  ],
  ["pay to", () => ({ kind: "transfer", transfer: newId("walletOperation"), from: a.floatAccountId, to: settlement })],
])("in SQL as the application's role, a distributor cannot %s the issuer's settlement account", async (_, movement) => {
  const tried = inUnit(app, { ...everything(), organisation: a.id }, (tx, unit) => {
    const items = tx.json([{ ...movement(), amount: "100", currency: "NGN", organisation: a.id }]);
    return tx`select outcome from ledger_apply(${world.issuerId}, ${unit}, ${items})`;
  });
  await expect(tried).rejects.toMatchObject({ code: "PU001", message: "account outside the scope" });
});
