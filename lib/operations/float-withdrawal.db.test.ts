import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, decide, submit } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { money } from "@/lib/kernel/money";
import { readOperation, recallOperation } from ".";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let issuerChecker: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
  issuerChecker = await world.staff("Issuer's checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const withdrawal = (minor: bigint) =>
  ({
    input: { type: "float-withdrawal", amount: money(minor, "NGN"), payTo: "First Bank 0123456789", memo: null },
    idempotency: null,
  }) as const;
const ask = (minor: bigint) => submit(world, maker.caller, withdrawal(minor));
const float = () => world.balanceOf(a.floatAccountId);

describe("float that a distributor has paid out", () => {
  it("is held at once and leaves the float once its own checker and then one of the issuer have approved", async () => {
    const before = await float();
    const id = await ask(300_00n);
    expect(await float()).toEqual({ posted: before.posted, held: before.held + 300_00n });
    expect(await codeOf(decide(world, issuerChecker.caller, id))).toBe("operations.not-found");
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "pending" });
    expect(await float()).toEqual({ posted: before.posted, held: before.held + 300_00n });
    expect(await decide(world, issuerChecker.caller, id)).toMatchObject({ status: "completed" });
    expect(await float()).toEqual({ posted: before.posted - 300_00n, held: before.held });
    expect(await world.as(checker.caller, (ctx) => readOperation(ctx, id))).toMatchObject({
      payload: { payTo: "First Bank 0123456789" },
      approvals: { needed: 2, given: 2, issuers: 1 },
    });
  });

  it("is free again when either rejects it and when it is recalled", async () => {
    const before = await float();
    await decide(world, checker.caller, await ask(1_00n), "reject");
    const away = await ask(1_00n);
    await decide(world, checker.caller, away);
    await decide(world, issuerChecker.caller, away, "reject");
    const recalled = await ask(1_00n);
    await world.as(maker.caller, (ctx) => recallOperation(ctx, recalled));
    expect(await float()).toEqual(before);
  });

  it("is no more than there is, of 20 at once, and is asked for by makers of distributors alone", async () => {
    const { posted, held } = await float();
    const each = (posted - held) / 4n;
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(ask(each))));
    expect(codes.filter((code) => code === "accepted")).toHaveLength(4);
    expect(new Set(codes)).toEqual(new Set(["accepted", "ledger.insufficient-float"]));
    expect(await codeOf(submit(world, checker.caller, withdrawal(1n)))).toBe("auth.forbidden");
    const staff = await world.staff("Issuer's maker", ["maker"]);
    expect(await codeOf(submit(world, staff.caller, withdrawal(1n)))).toBe("auth.forbidden");
    expect(await codeOf(submit(world, await a.key(maker), withdrawal(1n)))).toBe("api-keys.permission-missing");
  });
});
