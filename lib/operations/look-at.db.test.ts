import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { cashIn, codeOf, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { run } from "@/lib/runtime";
import { lookAt, pruneLooks } from ".";

let world: World;
let behind: Backstage;
let worker: Database;
let a: TestDistributor;
let [ada, bola, elsewhere]: TestPerson[] = [];
let operationId: Id<"operation">;

beforeAll(async () => {
  world = await createWorld();
  behind = goBackstage(world);
  worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  a = await world.distributor(100_000_00n);
  const b = await world.distributor(0n);
  const maker = await a.person("Maker", ["maker"]);
  [ada, bola] = [await a.person("Ada", ["checker"]), await a.person("Bola", ["viewer"])];
  elsewhere = await b.person("Chidi", ["checker"]);
  const customer = await world.customer("+2348123456781", 0n);
  operationId = await submit(world, maker.caller, cashIn(10_00n, customer.phone));
});

afterAll(async () => {
  await behind.close();
  await worker.$client.end({ timeout: 1 });
  await world.close();
});

const look = (person: TestPerson | undefined) => {
  if (!person) throw new Error("nobody looks");
  return world.as(person.caller, (ctx) => lookAt(ctx, { operationId }));
};
const passes = (seconds: number) =>
  behind.sql`update operation_looks set seen_at = seen_at - make_interval(secs => ${seconds})`;

it("who has a request open sees who else has, and nobody who has gone", async () => {
  expect(await look(ada)).toEqual({ others: [] });
  expect(await look(bola)).toEqual({ others: ["Ada"] });
  expect(await look(ada)).toEqual({ others: ["Bola"] });
  await passes(30);
  expect(await look(bola)).toEqual({ others: [] });
});

it("another distributor's request is none", async () => {
  expect(await codeOf(look(elsewhere))).toBe("operations.not-found");
});

it("looks are forgotten", async () => {
  await look(ada);
  await passes(3_700);
  await run(world.system, { requestId: "test", database: worker }, pruneLooks);
  expect(await behind.sql`select * from operation_looks`).toHaveLength(0);
});
