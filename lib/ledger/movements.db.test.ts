import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, submit, tally } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { type Caller, type Ctx, databaseError } from "@/lib/runtime";
import { applyMovements, type Movement, readBalance } from ".";

let world: World;
let a: TestDistributor;
let b: TestDistributor;
let maker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  b = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  customer = await world.customer("+2348123450001", 500_00n);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const hold = (minor: bigint, account = a.floatAccountId, currency: Currency = "NGN") =>
  ({
    kind: "hold",
    hold: newId("hold"),
    account,
    amount: money(minor, currency),
    heldFor: newId("operation"),
    organisation: a.id,
  }) as const;

const transfer = (from: Id<"account">, to: Id<"account">, minor: bigint, organisation: TestDistributor | null = null) =>
  ({
    kind: "transfer",
    transfer: newId("walletOperation"),
    from,
    to,
    amount: money(minor, "NGN"),
    organisation: organisation?.id ?? world.issuerId,
  }) as const;

/** Applies movements and tells their outcomes and what they made of two floats; nothing of it is kept. */
async function apply(by: Caller | "owner", movements: readonly Movement[], look?: (ctx: Ctx) => Promise<unknown>) {
  let outcomes: string[] = [];
  let seen: unknown;
  const work = async (ctx: Ctx) => {
    outcomes = (await applyMovements(ctx, movements)).map(({ outcome }) => outcome);
    seen = await look?.(ctx);
    throw new DomainError("runtime.busy");
  };
  await (by === "owner" ? world.asOwner(work) : world.as(by, work)).catch((error) => {
    if (error.code !== "runtime.busy") throw error;
  });
  return { outcomes, seen };
}

const floatNow = async (ctx: Ctx) => {
  const { available, held, posted } = await readBalance(ctx, a.floatAccountId);
  return [posted.minor, held.minor, available.minor];
};

describe("movements in one statement", () => {
  it("each have their own outcome, in the order given; a refused one spoils none of its neighbours", async () => {
    const [first, second, third] = [hold(600_00n), hold(300_00n), hold(100_00n)];
    const { outcomes, seen } = await apply(
      maker.caller,
      [
        first,
        hold(400_01n),
        second,
        hold(100_01n),
        third,
        hold(1n),
        hold(1n, newId("account")),
        hold(1n, a.floatAccountId, "UGX"),
      ],
      floatNow,
    );
    expect(outcomes).toEqual([
      "ok",
      "insufficient",
      "ok",
      "insufficient",
      "ok",
      "insufficient",
      "no-account",
      "currency",
    ]);
    expect(seen).toEqual([1_000_00n, 1_000_00n, 0n]);
  });

  it("free a hold once, and only one that is open", async () => {
    const held = hold(10_00n);
    const release = { kind: "release", hold: held.hold } as const;
    const { seen } = await apply(maker.caller, [held], async (ctx) => {
      const outcomes = await applyMovements(ctx, [release, release, { kind: "release", hold: newId("hold") }]);
      return [outcomes.map(({ outcome }) => outcome), await floatNow(ctx)];
    });
    expect(seen).toEqual([
      ["ok", "no-hold", "no-hold"],
      [1_000_00n, 0n, 1_000_00n],
    ]);
  });

  it("move what is there and no more, between accounts that differ, and sum to zero", async () => {
    const [from, to] = [a.floatAccountId, b.floatAccountId];
    const movements = [
      transfer(from, to, 999_99n),
      transfer(from, to, 2n),
      transfer(from, to, 1n),
      transfer(from, from, 1n),
      transfer(to, from, 2_000_00n),
      transfer(from, newId("account"), 1n),
    ];
    const { outcomes, seen } = await apply("owner", movements, floatNow);
    expect(outcomes).toEqual(["ok", "insufficient", "ok", "no-account", "ok", "no-account"]);
    expect(seen).toEqual([2_000_00n, 0n, 2_000_00n]);
  });

  it.each([0n, -1n])("never move or hold %i", async (minor) => {
    const [from, to] = [a.floatAccountId, b.floatAccountId];
    for (const movement of [transfer(from, to, minor), hold(minor)]) {
      const error = await apply("owner", [movement]).catch((reason) => reason);
      expect(databaseError(error)?.code).toBe("23514");
    }
  });

  it("by 40 at once in opposite directions lose and make nothing", async () => {
    const before = [await world.balanceOf(a.floatAccountId), await world.balanceOf(b.floatAccountId)];
    const accounts = [a.floatAccountId, b.floatAccountId] as const;
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        world.asOwner(async (ctx) => {
          const [from, to] = n % 2 ? accounts : ([accounts[1], accounts[0]] as const);
          const [outcome] = await applyMovements(ctx, [transfer(from, to, 10_00n)]);
          return outcome?.outcome ?? "none";
        }),
      ),
    );
    expect(tally(outcomes)).toEqual({ ok: 40 });
    expect([await world.balanceOf(a.floatAccountId), await world.balanceOf(b.floatAccountId)]).toEqual(before);
  });
});

describe("a distributor's unit of work", () => {
  const refused = (movement: Movement) =>
    apply(maker.caller, [movement]).then(
      ({ outcomes }) => outcomes[0],
      (error) => databaseError(error)?.code ?? error.cause?.cause?.code ?? error.code,
    );

  it("touches no other distributor's float: neither holds, nor takes, nor fills it", async () => {
    expect(await refused(hold(1n, b.floatAccountId))).toBe("PU001");
    expect(await refused(transfer(b.floatAccountId, a.floatAccountId, 1n, a))).toBe("PU001");
    expect(await refused(transfer(a.floatAccountId, b.floatAccountId, 1n, a))).toBe("PU001");
    expect(await refused({ ...hold(1n), organisation: b.id })).toBe("PU001");
  });

  it("frees no hold of another's", async () => {
    const other = await b.person("Maker of B", ["maker"]);
    const id = await submit(world, other.caller, cashIn(10_00n, customer.phone));
    const [row] = await world.as(world.system, (ctx) =>
      ctx.tx.query.operations.findMany({ where: (o, { eq }) => eq(o.id, id) }),
    );
    expect(await refused({ kind: "release", hold: row?.holdId as Id<"hold"> })).toBe("PU001");
  });

  it("moves nothing without an operation that was approved", async () => {
    expect(await refused(transfer(a.floatAccountId, customer.accountId, 1n, a))).toBe("PU003");
    expect(
      await refused({ ...transfer(a.floatAccountId, customer.accountId, 1n, a), operation: newId("operation") }),
    ).toBe("PU003");
  });
});
