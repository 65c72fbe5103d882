import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashOut, submit } from "@/db/test/acts";
import { claimInSql } from "@/db/test/claim-in-sql";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, newId } from "@/lib/kernel/ids";

let world: World;
let a: TestDistributor;
let checker: TestPerson;
let superuser: postgres.Sql;
let paidOut: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  superuser = postgres(world.urls.superuserUrl, { max: 1 });
  a = await world.distributor(10_000_00n);
  const maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  const rich = await world.customer("+2348123450003", 10_00n);
  paidOut = await submit(world, maker.caller, cashOut({ phone: rich.phone, minor: 10_00n }));
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await superuser.end();
  await world.close();
});

const scope = () => ({ issuerId: world.issuerId, organisation: a.id });
const refusal = (work: Promise<unknown>) => work.then(() => "done").catch((error) => error.code ?? error);
const claim = (tx: postgres.TransactionSql, unit: string) =>
  claimInSql(tx, unit, { issuerId: world.issuerId, desk: a.id }, paidOut, checker);
const settle = (tx: postgres.TransactionSql, unit: string) =>
  tx`select l.outcome from operations o, lateral ledger_apply(${world.issuerId}, ${unit}, jsonb_build_array(jsonb_build_object(
       'kind', 'settle', 'hold', o.hold_id, 'transfer', ${newId("walletOperation")}::text, 'to', ${a.floatAccountId}::text,
       'organisation', ${a.id}::text, 'operation', o.id))) l where o.id = ${paidOut}`;
const rename = async (tx: postgres.TransactionSql) => {
  await tx`set local session_replication_role = replica`;
  await tx`update operations set type = 'something-new' where id = ${paidOut}`;
  await tx`set local session_replication_role = origin`;
};

describe("an operation of a type that the database does not know", () => {
  it("is decided by nobody", async () => {
    const rows = await inUnit(superuser, scope(), async (tx, unit) => {
      await rename(tx);
      return claim(tx, unit);
    });
    expect([...rows]).toEqual([{ outcome: "forbidden" }]);
  });

  it("moves no money, approved or not", async () => {
    const moved = inUnit(superuser, scope(), async (tx, unit) => {
      await claim(tx, unit);
      await rename(tx);
      return settle(tx, unit);
    });
    expect(await refusal(moved)).toBe("PU003");
  });

  it("is a violation where it has moved some", async () => {
    const rows = await inUnit(superuser, scope(), async (tx, unit) => {
      await claim(tx, unit);
      await settle(tx, unit);
      await tx`set local session_replication_role = replica`;
      await tx`update operations o set transfer_id = t.id, sequence_number = t.sequence_number from ledger_transfers t
                where t.operation_id = o.id and o.id = ${paidOut}`;
      const known = await tx`select from inspect.violations where violation = 'operation-counterparty'`;
      await rename(tx);
      const unknown = await tx`select from inspect.violations where violation = 'operation-counterparty'`;
      return [known.length, unknown.length];
    });
    expect(rows).toEqual([0, 2]);
  });
});
