import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { listOperations, readOperation, submitOperation } from "@/lib/operations";
import { type Ctx, type KeyPermission, run } from "@/lib/runtime";
import { createKey, keyCaller, makeKey, type NewKey } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let b: TestDistributor;
let maker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  b = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  customer = await world.customer("+2348123450001");
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const ALL: readonly KeyPermission[] = ["read-balance", "read-transactions", "perform-operations"];

async function make(changes: Partial<NewKey> = {}): Promise<{ id: Id<"apiKey">; secret: string }> {
  const key: NewKey = {
    distributorId: a.id,
    label: "POS",
    madeBy: maker.id,
    permissions: ALL,
    maxAmountMinor: null,
    maxDailyMinor: null,
    allowedAddresses: [],
    requestsPerMinute: 100_000,
    expiresAt: new Date(Date.now() + 60_000),
    ...changes,
  };
  return run(world.system, { requestId: "test", database: world.owner }, (ctx) => createKey(ctx, key));
}

const use = async <T>(secret: string, verb: (ctx: Ctx) => Promise<T>, address: string | null = null) =>
  run(await keyCaller(secret, address), { requestId: "key", address }, verb);
const read = (secret: string, address: string | null = null) =>
  codeOf(use(secret, (ctx) => listOperations(ctx, { filters: {}, limit: 10 }), address));

describe("a key", () => {
  it("stands for its distributor and for the person who made it", async () => {
    const { id, secret } = await make();
    const { principal, scope } = await use(secret, async ({ principal, scope }) => ({ principal, scope }));
    expect(principal).toMatchObject({
      kind: "api-key",
      keyId: id,
      makerId: maker.id,
      organisationId: a.id,
      label: "POS",
    });
    expect(scope).toEqual({ issuerId: world.issuerId, organisation: a.id });
  });

  it("is not kept: the database has its hash, its beginning and its end", async () => {
    const { id, secret } = await make();
    const [row] =
      await backstage.sql`select row_to_json(k)::text || row_to_json(s)::text as text, prefix, last_four as end
        from api_keys k join api_key_secrets s on s.key_id = k.id where k.id = ${id}`;
    expect(row?.text).not.toContain(secret.slice(8, -4));
    expect([row?.prefix, row?.end]).toEqual([secret.slice(0, 8), secret.slice(-4)]);
  });

  it("sees nothing of another distributor's", async () => {
    const { secret } = await make({ distributorId: b.id, madeBy: (await b.person("Maker of B", ["maker"])).id });
    const id = await submit(world, maker.caller, cashIn(1_00n, customer.phone));
    expect(await codeOf(use(secret, (ctx) => readOperation(ctx, id)))).toBe("operations.not-found");
    expect((await use(secret, (ctx) => listOperations(ctx, { filters: {}, limit: 10 }))).items).toEqual([]);
  });
});

describe("a key that is missing, malformed, unknown, expired or revoked is answered alike", () => {
  it.each(["", "uwk_", "Bearer x", "' or 1=1 --"])("malformed: %j", async (secret) => {
    expect(await read(secret)).toBe("auth.invalid-api-key");
  });

  it("unknown, though of the right form", async () => {
    expect(await read(makeKey())).toBe("auth.invalid-api-key");
  });

  it("expired", async () => {
    const { secret } = await make({ expiresAt: new Date(Date.now() - 1) });
    expect(await read(secret)).toBe("auth.invalid-api-key");
  });

  it("revoked, from the very next request on, where its caller is known already", async () => {
    const { id, secret } = await make();
    const caller = await keyCaller(secret, null);
    const again = () => codeOf(run(caller, { requestId: "key" }, async () => 1));
    expect(await again()).toBe("accepted");
    await backstage.sql`update api_keys set revoked_at = now() where id = ${id}`;
    expect(await again()).toBe("auth.invalid-api-key");
    expect(await read(secret)).toBe("auth.invalid-api-key");
  });
});

describe("a key whose maker is no longer an active member of its distributor", () => {
  const suspend = (person: TestPerson) =>
    backstage.sql`update memberships set status = 'suspended' where person_id = ${person.id}`;

  it("is answered like a revoked one, from the very next request on", async () => {
    const leaver = await a.person("Leaver", ["admin", "maker"]);
    const { secret } = await make({ madeBy: leaver.id });
    const caller = await keyCaller(secret, null);
    expect(await read(secret)).toBe("accepted");
    await suspend(leaver);
    expect(await codeOf(run(caller, { requestId: "key" }, async () => 1))).toBe("auth.invalid-api-key");
    expect(await read(secret)).toBe("auth.invalid-api-key");
  });

  it("is refused too where the maker is a member of another distributor only", async () => {
    const { secret } = await make({ distributorId: b.id });
    expect(await read(secret)).toBe("auth.invalid-api-key");
  });

  it("submits nothing that was under way when the membership ended", async () => {
    const leaver = await a.person("Leaver", ["maker"]);
    const { secret } = await make({ madeBy: leaver.id });
    const submitted = use(secret, async (ctx) => {
      await suspend(leaver);
      return submitOperation(ctx, cashIn(1_00n, customer.phone));
    });
    expect(await codeOf(submitted)).toBe("auth.forbidden");
  });
});

describe("what a key may do", () => {
  it.each<[KeyPermission, string, string]>([
    ["read-balance", "api-keys.permission-missing", "api-keys.permission-missing"],
    ["read-transactions", "accepted", "api-keys.permission-missing"],
    ["perform-operations", "api-keys.permission-missing", "accepted"],
  ])("with %s alone is no more than that", async (permission, reading, submitting) => {
    const { secret } = await make({ permissions: [permission] });
    expect(await read(secret)).toBe(reading);
    expect(await codeOf(submit(world, await keyCaller(secret, null), cashIn(1_00n, customer.phone)))).toBe(submitting);
  });

  it("is nothing from an address that is not on its list, and nothing where the address is not known", async () => {
    const { secret } = await make({ allowedAddresses: ["192.0.2.0/24", "2001:db8::1", "nonsense"] });
    for (const address of ["192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1"]) {
      expect([address, await read(secret, address)]).toEqual([address, "accepted"]);
    }
    for (const address of ["192.0.3.7", "2001:db8::2", "nonsense", null]) {
      expect([address, await read(secret, address)]).toEqual([address, "auth.address-not-allowed"]);
    }
  });
});
