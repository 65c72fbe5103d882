import { afterAll, beforeAll, expect, it } from "vitest";
import { cashIn, codeOf, decide, submit } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { run, runEachTogether } from "@/lib/runtime";
import { decideOperation, decisions, readOperation, readTimeline } from ".";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let both: TestPerson;
let checker: TestPerson;
let customer: { phone: E164 };

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  both = await a.person("Maker and Checker", ["maker", "checker"]);
  checker = await a.person("Checker", ["checker"]);
  customer = await world.customer("+2348123450001");
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const seen = async (operationId: Id<"operation">) => {
  const { revision, digest } = await world.as(checker.caller, (ctx) => readOperation(ctx, operationId));
  return { operationId, revision, digest, decision: "approve", comment: null } as const;
};

const events = async (id: Id<"operation">) =>
  (await world.as(checker.caller, (ctx) => readTimeline(ctx, id))).map(({ action, failure }) => `${action} ${failure}`);

it("a try at one's own operation among others is audited as it is alone, once, and so is one that came too late", async () => {
  const own = await submit(world, both.caller, cashIn(10_00n, customer.phone));
  const late = await submit(world, maker.caller, cashIn(20_00n, customer.phone));
  const tried = [await seen(own), await seen(late)];
  await decide(world, checker.caller, late);
  const outcomes = await runEachTogether(decisions, both.caller, { requestId: "test" }, tried);
  expect(outcomes.map((outcome) => !outcome.ok && outcome.error.code)).toEqual([
    "operations.own-operation",
    "operations.already-decided",
  ]);
  const refused = "operation.decide.refused operations.own-operation";
  expect(await events(own)).toEqual(["operation.submitted null", refused]);
  expect(await events(late)).toContain("operation.decide.refused operations.already-decided");
  const tries = { action: "operation.decide", subjectKind: "operation", subjectId: own };
  const alone = run(both.caller, { requestId: "test", database: world.app, tries }, async (ctx) =>
    decideOperation(ctx, await seen(own)),
  );
  expect(await codeOf(alone)).toBe("operations.own-operation");
  expect(await events(own)).toEqual(["operation.submitted null", refused, refused]);
});
