import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, submit } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { parsePhone } from "@/lib/kernel/phone";
import { listOperations } from "@/lib/operations";
import { type Ctx, isAllowed, run } from "@/lib/runtime";
import { createKey, keyCaller } from ".";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let superuser: postgres.Sql;
let secret: string;
const phone = parsePhone("+2348123450001");

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1 });
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  await world.customer(phone);
  const made = await run(world.system, { requestId: "test", database: world.owner }, (ctx) =>
    createKey(ctx, {
      distributorId: a.id,
      label: "POS",
      madeBy: maker.id,
      permissions: ["read-balance", "read-transactions", "perform-operations"],
      maxAmountMinor: null,
      maxDailyMinor: null,
      allowedAddresses: [],
      requestsPerMinute: 100_000,
      expiresAt: new Date(Date.now() + 60_000),
    }),
  );
  secret = made.secret;
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await superuser.end();
  await world.close();
});

const change = (set: string) => superuser.unsafe(`update distributors set ${set} where id = '${a.id}'`);
const list = (ctx: Ctx) => listOperations(ctx, { filters: {}, limit: 10 });

const CASES = [
  ["distributor is suspended", "status = 'suspended'", "organisations.distributor-suspended"],
  ["keys are switched off", "features_off = '{api-keys}'", "organisations.feature-off"],
] as const;

describe.each(CASES)("a key whose %s", (_, closed, code) => {
  it("neither reads nor asks for anything, and works again afterwards", async () => {
    await change(closed);
    const caller = await keyCaller(secret, null);
    expect(isAllowed(caller.principal, "balance.read")).toBe(false);
    expect(await codeOf(run(caller, { requestId: "key" }, list))).toBe(code);
    expect(await codeOf(submit(world, caller, cashIn(1_00n, phone)))).toBe(code);
    await change("status = 'active', features_off = '{}'");
    expect(await codeOf(run(await keyCaller(secret, null), { requestId: "key" }, list))).toBe("accepted");
  });

  it("is refused in the very next unit, where its caller is known already, and the try is audited", async () => {
    const caller = await keyCaller(secret, null);
    await change(closed);
    const tries = { action: "operation.submit" };
    expect(await codeOf(run(caller, { requestId: "key", tries }, list))).toBe(code);
    await change("status = 'active', features_off = '{}'");
    const [entry] =
      await superuser`select action, detail->>'code' as code from audit_entries order by at desc, seq desc limit 1`;
    expect(entry).toEqual({ action: "operation.submit.refused", code });
  });
});
