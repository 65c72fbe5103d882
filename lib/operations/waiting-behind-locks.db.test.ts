import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import type { Role } from "@/lib/runtime";
import { decideOperation, expireOperations, readOperation, recallOperation } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let maker: TestPerson;
let checker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(10_000_00n);
  customer = await world.customer("+2348123450001");
});

beforeEach(async () => {
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

/** Has a request wait behind a lock on a row, changes the world meanwhile, and tells what becomes of the request. */
async function meanwhile(
  lockOn: readonly ["operations" | "ledger_accounts", string],
  request: () => Promise<unknown>,
  change: () => Promise<void>,
): Promise<unknown> {
  const unlock = await backstage.lock(...lockOn);
  const outcome = request().catch((error) => error.code ?? error);
  await backstage.untilWaiting(1);
  await change();
  await unlock();
  return outcome;
}

const made = () => submit(world, maker.caller, cashIn(10_00n, customer.phone));
const statusOf = async (id: Id<"operation">) => (await world.as(maker.caller, (ctx) => readOperation(ctx, id))).status;

describe("while a request waits behind a lock, what it may do can be taken away", () => {
  const losses: [string, (person: TestPerson) => Promise<void>][] = [
    ["the session is revoked", (person) => backstage.revokeSession(person)],
    ["the role is taken away", (person) => backstage.setRoles(person, ["viewer"])],
  ];

  it.each(losses)("a decision is refused when %s", async (_, lose) => {
    const id = await made();
    for (const decision of ["approve", "reject"] as const) {
      checker = await a.person("Checker", ["checker"]);
      const decided = () => decide(world, checker.caller, id, decision);
      expect(await meanwhile(["operations", id], decided, () => lose(checker))).toBe("auth.forbidden");
    }
    expect(await statusOf(id)).toBe("pending");
  });

  it.each(losses)("a recall is refused when %s", async (_, lose) => {
    const id = await made();
    const recalled = () => world.as(maker.caller, (ctx) => recallOperation(ctx, id));
    expect(await meanwhile(["operations", id], recalled, () => lose(maker))).toBe("auth.forbidden");
    expect(await statusOf(id)).toBe("pending");
  });

  it.each(losses)("a submission is refused when %s, and nothing stays held", async (_, lose) => {
    const float = await world.balanceOf(a.floatAccountId);
    expect(await meanwhile(["ledger_accounts", a.floatAccountId], made, () => lose(maker))).toBe("auth.forbidden");
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
  });

  it("a key's submission is refused when the key is revoked", async () => {
    const key = await a.key(maker);
    const float = await world.balanceOf(a.floatAccountId);
    const request = () => submit(world, key, cashIn(10_00n, customer.phone));
    const revoke = async () => {
      await backstage.sql`update api_keys set revoked_at = now()`;
    };
    expect(await meanwhile(["ledger_accounts", a.floatAccountId], request, revoke)).toBe("auth.forbidden");
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
  });
});

describe("while an approval waits behind a lock, what it is about can change", () => {
  it("it ends failed when its customer is suspended meanwhile", async () => {
    const float = await world.balanceOf(a.floatAccountId);
    const id = await made();
    const approved = () => decide(world, checker.caller, id);
    const suspend = () => backstage.suspend("customers", customer.id);
    const failure = "wallets.holder-inactive";
    expect(await meanwhile(["operations", id], approved, suspend)).toMatchObject({ status: "failed", failure });
    await backstage.reinstate("customers", customer.id);
    expect(await world.balanceOf(a.floatAccountId)).toEqual(float);
  });

  it("it is refused, and on hold, when its distributor is suspended meanwhile", async () => {
    const id = await made();
    const approved = () => decide(world, checker.caller, id);
    const suspend = () => backstage.suspend("distributors", a.id);
    expect(await meanwhile(["operations", id], approved, suspend)).toBe("organisations.distributor-suspended");
    await backstage.reinstate("distributors", a.id);
    expect(await approved()).toMatchObject({ status: "completed" });
  });

  it("it is refused when its time runs out meanwhile", async () => {
    const id = await made();
    const clock = await backstage.sql.reserve();
    await clock`begin`;
    await clock`set local session_replication_role = replica`;
    await clock`update operations set expires_at = now() - interval '1 second' where id = ${id}`;
    const outcome = codeOf(decide(world, checker.caller, id));
    await backstage.untilWaiting(1);
    await clock`commit`;
    clock.release();
    expect(await outcome).toBe("operations.expired");
    await world.as(world.system, (ctx) => expireOperations(ctx, 1));
  });
});

describe("what a person may decide on", () => {
  it("is nothing of another distributor: it is not found", async () => {
    const other = await world.distributor(0n);
    const stranger = await other.person("Checker of B", ["checker"]);
    const id = await made();
    const { revision, digest } = await world.as(maker.caller, (ctx) => readOperation(ctx, id));
    for (const decision of ["approve", "reject"] as const) {
      const input = { operationId: id, revision, digest, decision, comment: "No" };
      const decided = world.as(stranger.caller, (ctx) => decideOperation(ctx, input));
      expect(await codeOf(decided)).toBe("operations.not-found");
    }
    expect(await statusOf(id)).toBe("pending");
  });

  it.each<Role>(["maker", "admin", "viewer"])("is nothing at all for a %s", async (role) => {
    const person = await a.person("Somebody", [role]);
    expect(await codeOf(decide(world, person.caller, await made()))).toBe("auth.forbidden");
  });

  it("is what they saw: another digest or revision is refused", async () => {
    const id = await made();
    const { revision, digest } = await world.as(maker.caller, (ctx) => readOperation(ctx, id));
    const other = await submit(world, maker.caller, cashIn(10_01n, customer.phone));
    const seen = await world.as(maker.caller, (ctx) => readOperation(ctx, other));
    const tries = [
      { revision: revision + 1, digest },
      { revision, digest: seen.digest },
      { revision, digest: `${digest.slice(0, 63)}${digest.endsWith("0") ? "1" : "0"}` },
    ];
    for (const what of tries) {
      const input = { operationId: id, decision: "approve", comment: null, ...what } as const;
      const decided = world.as(checker.caller, (ctx) => decideOperation(ctx, input));
      expect(await codeOf(decided)).toBe("operations.revision-changed");
    }
    expect(await statusOf(id)).toBe("pending");
  });
});
