import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { claimInSql } from "@/db/test/claim-in-sql";
import { inUnit } from "@/db/test/in-unit";
import { openAccount, opening, ownTransfer as transfer } from "@/db/test/own-accounts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";
import { listOwnAccounts } from "@/lib/organisations";
import { recallOperation } from ".";

let world: World;
let a: TestDistributor;
let admin: TestPerson;
let maker: TestPerson;
let checker: TestPerson;
let superuser: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1 });
  a = await world.distributor(1_000_00n);
  admin = await a.person("Admin", ["admin"]);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await superuser.end();
  await world.close();
});

const names = (by: TestPerson, of = a) =>
  world.as(by.caller, async (ctx) => (await listOwnAccounts(ctx, of.id)).map(({ name }) => name));

const open = (name: string) => openAccount(world, { distributor: a, admin, checker }, name);

async function move(from: Id<"account">, to: Id<"account">, minor: bigint): Promise<void> {
  const id = await submit(world, maker.caller, transfer(from, to, minor));
  expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
}

describe("an account beside the float", () => {
  it("is asked for by an admin and opened, empty, when a checker approves, for this distributor alone", async () => {
    const id = await submit(world, admin.caller, opening("Branch North"));
    expect(await names(admin)).toEqual([null]);
    expect(await codeOf(decide(world, admin.caller, id))).toBe("auth.forbidden");
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await names(maker)).toEqual([null, "Branch North"]);
    const b = await world.distributor(0n);
    const makerB = await b.person("Maker of B", ["maker"]);
    expect(await names(makerB, b)).toEqual([null]);
    expect(await codeOf(names(makerB, a))).toBe("organisations.distributor-not-found");
    expect(await codeOf(submit(world, maker.caller, opening("Till")))).toBe("auth.forbidden");
  });

  it("has a name that no other has, also when both were asked for at once", async () => {
    expect(await codeOf(submit(world, admin.caller, opening("branch north")))).toBe("organisations.account-name-used");
    const [one, other] = [
      await submit(world, admin.caller, opening("Branch South")),
      await submit(world, admin.caller, opening("BRANCH SOUTH")),
    ];
    await decide(world, checker.caller, one);
    expect(await decide(world, checker.caller, other)).toMatchObject({
      status: "failed",
      failure: "organisations.account-name-used",
    });
  });

  it("is never changed or deleted, and there are twenty at most", async () => {
    const change = (text: string) =>
      inUnit(superuser, { issuerId: world.issuerId, organisation: a.id }, (tx) => tx.unsafe(text)).then(
        () => "done",
        (error) => error.code,
      );
    expect(await change("update float_accounts set name = 'Other'")).toBe("PU002");
    expect(await change("delete from float_accounts")).toBe("PU002");
    const b = await world.distributor(0n);
    const adminB = await b.person("Admin of B", ["admin"]);
    const checkerB = await b.person("Checker of B", ["checker"]);
    await b.person("Second checker of B", ["checker"]);
    const asked: Id<"operation">[] = [];
    for (let n = 1; n <= 21; n++) asked.push(await submit(world, adminB.caller, opening(`Till ${n}`)));
    const last = asked.pop() as Id<"operation">;
    for (const id of asked) await decide(world, checkerB.caller, id);
    expect(await decide(world, checkerB.caller, last)).toMatchObject({ failure: "organisations.too-many-accounts" });
    expect(await codeOf(submit(world, adminB.caller, opening("One more")))).toBe("organisations.too-many-accounts");
  });
});

describe("a transfer between own accounts", () => {
  it("is held on the one that gives, and reaches the other when a checker approves; to and fro the sum stays", async () => {
    const till = await open("Till");
    const before = await world.balanceOf(a.floatAccountId);
    const id = await submit(world, maker.caller, transfer(a.floatAccountId, till, 300_00n));
    expect(await world.balanceOf(a.floatAccountId)).toEqual({ posted: before.posted, held: before.held + 300_00n });
    expect(await codeOf(decide(world, maker.caller, id))).toBe("auth.forbidden");
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await world.balanceOf(till)).toEqual({ posted: 300_00n, held: 0n });
    await move(till, a.floatAccountId, 300_00n);
    expect(await world.balanceOf(till)).toEqual({ posted: 0n, held: 0n });
    expect(await world.balanceOf(a.floatAccountId)).toEqual(before);
  });

  it("is free again when it is rejected or recalled", async () => {
    const safe = await open("Safe");
    const before = await world.balanceOf(a.floatAccountId);
    await decide(
      world,
      checker.caller,
      await submit(world, maker.caller, transfer(a.floatAccountId, safe, 1n)),
      "reject",
    );
    const recalled = await submit(world, maker.caller, transfer(a.floatAccountId, safe, 1n));
    await world.as(maker.caller, (ctx) => recallOperation(ctx, recalled));
    expect(await world.balanceOf(a.floatAccountId)).toEqual(before);
  });

  it("goes from one own account to another, and takes no more than is there, of 20 at once", async () => {
    const [one, other] = [await open("One"), await open("Other")];
    await move(a.floatAccountId, one, 50_00n);
    const ask = () => codeOf(submit(world, maker.caller, transfer(one, other, 10_00n)));
    const codes = await Promise.all(Array.from({ length: 20 }, ask));
    expect(codes.filter((code) => code === "accepted")).toHaveLength(5);
    expect(new Set(codes)).toEqual(new Set(["accepted", "ledger.insufficient-account"]));
    expect(await world.balanceOf(one)).toEqual({ posted: 50_00n, held: 50_00n });
    const asked = (from: Id<"account">, to: Id<"account">) =>
      codeOf(submit(world, maker.caller, transfer(from, to, 1n)));
    expect(await asked(one, one)).toBe("operations.same-account");
    const b = await world.distributor(1_00n);
    const customer = await world.customer("+2348123450801", 1_00n);
    expect(await asked(a.floatAccountId, b.floatAccountId)).toBe("organisations.account-not-found");
    expect(await asked(customer.accountId, a.floatAccountId)).toBe("organisations.account-not-found");
    expect(await codeOf(submit(world, checker.caller, transfer(a.floatAccountId, one, 1n)))).toBe("auth.forbidden");
  });
});

describe("verification", () => {
  it("finds money of a transfer that is held on another own account than the one that gives it", async () => {
    const [named, another] = [await open("Giving"), await open("Not giving")];
    const id = await submit(world, maker.caller, transfer(a.floatAccountId, named, 1_00n));
    const found = await inUnit(superuser, { issuerId: world.issuerId, organisation: a.id }, async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update ledger_holds set account_id = ${another} where held_for = ${id}`;
      return tx`select violation from inspect.violations where subject = ${id}`;
    });
    expect([...found]).toEqual([{ violation: "operation-without-hold" }]);
  });
});

describe("with the application's role and free SQL", () => {
  const settle = (operation: Id<"operation">, to: Id<"account">, held?: Id<"account">) =>
    inUnit(superuser, { issuerId: world.issuerId, organisation: a.id }, async (tx, unit) => {
      const hold = newId("hold");
      if (held) {
        await tx`select * from ledger_apply(${world.issuerId}, ${unit}, ${tx.json([
          { kind: "hold", hold, account: held, amount: "100", currency: "NGN", heldFor: operation, organisation: a.id },
        ])})`;
        await tx`set local session_replication_role = replica`;
        await tx`update operations set hold_id = ${hold} where id = ${operation}`;
        await tx`set local session_replication_role = origin`;
      }
      await claimInSql(tx, unit, { issuerId: world.issuerId, desk: a.id }, operation, checker);
      return tx`select l.outcome from operations o, lateral ledger_apply(${world.issuerId}, ${unit}, jsonb_build_array(jsonb_build_object(
        'kind', 'settle', 'hold', o.hold_id, 'transfer', ${newId("walletOperation")}::text, 'to', ${to}::text,
        'organisation', ${a.id}::text, 'operation', o.id))) l where o.id = ${operation}`;
    }).then(
      ([row]) => row?.outcome,
      (error) => error.code,
    );

  it("a transfer between own accounts goes between the two that it names", async () => {
    const [named, another] = [await open("Named"), await open("Another")];
    await move(a.floatAccountId, another, 1_00n);
    const id = await submit(world, maker.caller, transfer(a.floatAccountId, named, 1_00n));
    expect(await settle(id, named)).toBe("ok");
    expect(await settle(id, another)).toBe("PU003");
    expect(await settle(id, named, another)).toBe("PU003");
  });

  it("a cash-in takes from the float and from no account beside it", async () => {
    const beside = await open("Beside");
    await move(a.floatAccountId, beside, 1_00n);
    const customer = await world.customer("+2348123450802");
    const id = await submit(world, maker.caller, cashIn(1_00n, customer.phone));
    expect(await settle(id, customer.accountId)).toBe("ok");
    expect(await settle(id, customer.accountId, beside)).toBe("PU003");
  });
});
