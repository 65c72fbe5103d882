import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, submit } from "@/db/test/acts";
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
  const rows = await inUnit(
    app,
    { issuerId: world.issuerId, organisation: a.id },
    (tx, unit) => tx<{ outcome: string }[]>`
      select c.outcome from operations o, lateral operations_claim(${world.issuerId}, ${unit}, ${a.id},
        array['checker'], array['checker'], jsonb_build_array(jsonb_build_object('operation', o.id, 'revision', o.revision,
        'digest', encode(o.digest, 'hex'), 'decision', 'approve', 'person', ${checker.id}::text,
        'session', ${checker.sessionId}::text) - ${left}::text)) c where o.id = ${id}`,
  );
  expect([...rows]).toEqual([{ outcome: "revision" }]);
});
