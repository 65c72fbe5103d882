import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashIn, submit } from "@/db/test/acts";
import { claimInSql } from "@/db/test/claim-in-sql";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";

let world: World;
let home: TestDistributor;
let checker: TestPerson;
let operation: Id<"operation">;
let app: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  home = await world.distributor(10_000_00n);
  checker = await home.person("Checker One", ["checker"]);
  const maker = await home.person("Maker One", ["maker"]);
  const customer = await world.customer("+2348123450001");
  operation = await submit(world, maker.caller, cashIn(10_00n, customer.phone));
  app = postgres(world.urls.appUrl, { max: 1 });
});

afterAll(async () => {
  await app?.end();
  await world?.close();
});

describe("a rejection in SQL as the application's role", () => {
  const reject = (comment: string | null) =>
    inUnit(app, { issuerId: world.issuerId, organisation: home.id }, (tx, unit) =>
      claimInSql(tx, unit, { issuerId: world.issuerId, desk: home.id }, operation, checker, {
        decision: "reject",
        comment,
      }),
    );

  it.each([null, "", "  "])("with %j for its words is refused by the table itself", async (words) => {
    await expect(reject(words)).rejects.toMatchObject({ code: "23514", constraint_name: "operation_decisions_reason" });
  });

  it("with words is taken", async () => {
    expect([...(await reject("Wrong amount"))]).toEqual([{ outcome: "claimed" }]);
  });
});
