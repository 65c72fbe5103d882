import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, submit } from "@/db/test/acts";
import { claimInSql } from "@/db/test/claim-in-sql";
import { inUnit } from "@/db/test/in-unit";
import { createWorld, type World } from "@/db/test/world";

let world: World;
let app: postgres.Sql;

beforeAll(async () => {
  world = await createWorld();
  app = postgres(world.urls.appUrl, { max: 1 });
});

afterAll(async () => {
  await app.end();
  await world.close();
});

it.each(["revision", "digest"])("in SQL too, nobody decides without saying which %s they read", async (left) => {
  const a = await world.distributor(100_00n);
  const maker = await a.person("Maker", ["maker"]);
  const checker = await a.person("Checker", ["checker"]);
  const merchant = { shortCode: left === "digest" ? "100001" : "100002" };
  await world.merchant(merchant.shortCode);
  const id = await submit(world, maker.caller, cashIn(10_00n, merchant));
  const rows = await inUnit(app, { issuerId: world.issuerId, organisation: a.id }, (tx, unit) =>
    claimInSql(tx, unit, { issuerId: world.issuerId, desk: a.id }, id, checker, { [left]: null }),
  );
  expect([...rows]).toEqual([{ outcome: "revision" }]);
});
