import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/test/database";
import { type Grant, PERMISSIONS } from "@/lib/runtime";
import { APPROVALS } from "./define";
import { goesOn } from "./on-hold";
import { definitionOf, REGISTRY } from "./registry";
import { OPERATION_TYPES, type OperationType } from "./schemas";

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.superuserUrl, { max: 1 });
});

afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

/** What the database has to hold each type to (db/functions/053_operation_rules.sql). */
function ruleOf(type: OperationType) {
  const { submitPermission, decidePermission, desk } = definitionOf(type);
  const submit: Grant = PERMISSIONS[submitPermission];
  return {
    type,
    maker_roles: submit.roles,
    made_at: submit.in ?? "own",
    by_key: submit.key !== undefined,
    approvals: APPROVALS[desk].needed,
    issuer_approvals: APPROVALS[desk].issuers,
    decider_roles: PERMISSIONS[decidePermission].roles,
    while_suspended: goesOn(type),
  };
}

it("the database asks of each type who may make one and who must decide as its definition does", async () => {
  const rows = await sql`select * from operation_rules()`;
  const known = Object.fromEntries(rows.map((row) => [row.type, { ...row }]));
  expect(known).toEqual(Object.fromEntries(OPERATION_TYPES.map((type) => [type, ruleOf(type)])));
  expect(rows).toHaveLength(Object.keys(REGISTRY).length);
});

it("verification counts against limits what the engine counts", async () => {
  const [row] = await sql`select limited_types() as types`;
  expect(row?.types).toEqual(OPERATION_TYPES.filter((type) => definitionOf(type).feature !== null));
});
