import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { decide, tally } from "@/db/test/acts";
import { type Authenticator, giveAuthenticator } from "@/db/test/authenticator";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { csvOf, submitFile, upload, workerUnit, workThrough } from "@/db/test/files";
import { putInForce, ruleFor } from "@/db/test/policies";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { LineFilter } from "@/lib/batches";
import { stepUpFile } from "@/lib/identity";
import type { Id } from "@/lib/kernel/ids";
import { runEachTogether } from "@/lib/runtime";
import { type BatchPart, countBatchPending, decisions, listBatchPending } from ".";

let world: World;
let worker: Database;
let backstage: Backstage;
let own: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let file: Id<"batch">;
const phones: string[] = [];

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  worker = openDatabase(world.urls.workerUrl, { max: 1, name: "test-worker" });
  for (let n = 0; n < 3; n++) phones.push((await world.customer(`+23481234774${10 + n}`)).phone);
});
beforeEach(async () => {
  own = await world.distributor(100_000_00n);
  maker = await own.person("Maker", ["maker"]);
  checker = await own.person("Checker", ["checker"]);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await worker.$client.end({ timeout: 1 });
  await backstage.close();
  await world.close();
});

/** Lines 2 to 6: 100, 200, 300 of the three phones, then 100 of the first again, and 400 of the second. */
async function makeFile(by = maker): Promise<void> {
  const amounts = [100, 200, 300, 100, 400];
  const unit = workerUnit(world, worker);
  file = await upload(world, by, csvOf(amounts.map((amount, n) => [phones[n % 3] ?? "", amount])));
  await workThrough(unit);
  await submitFile(world, by, file);
  await workThrough(unit);
}

type Part = { readonly lines: readonly number[] } | LineFilter;
const of = (part: Part): BatchPart => ({ batchId: file, ...part });
const waiting = async (part: Part, by = checker) =>
  world.as(by.caller, (ctx) => listBatchPending(ctx, of(part), { after: 0, limit: 100 }));
const linesOf = async (part: Part, by = checker) => (await waiting(part, by)).map(({ line }) => line);
async function approve(part: Part, by = checker): Promise<Record<string, number>> {
  const chosen = (await waiting(part, by)).map(({ operationId, revision, digest }) => ({
    ...{ operationId, revision, digest },
    decision: "approve" as const,
    comment: null,
  }));
  const outcomes = await runEachTogether(decisions, by.caller, { requestId: "test" }, chosen);
  return tally(outcomes.map((one) => (one.ok ? one.value.status : one.error.code)));
}

describe("a part of a file", () => {
  it("is the lines that were named, or those that a filter lets through: the same that the page shows by it", async () => {
    await makeFile();
    expect(await linesOf({ lines: [3, 5, 99] })).toEqual([3, 5]);
    expect(await linesOf({ tab: "all" })).toEqual([2, 3, 4, 5, 6]);
    expect(await linesOf({ tab: "noted" })).toEqual([5]);
    expect(await linesOf({ tab: "waiting", fromMinor: 200_00n, toMinor: 300_00n })).toEqual([3, 4]);
    expect(await linesOf({ tab: "all", words: "customer 7411" })).toEqual([3, 6]);
    expect(await linesOf({ tab: "all", words: (phones[2] ?? "").slice(3) })).toEqual([4]);
    expect(await linesOf({ tab: "all", words: "%" })).toEqual([]);
    expect(await world.as(checker.caller, (ctx) => countBatchPending(ctx, of({ tab: "noted" })))).toEqual({
      count: 1,
      sumMinor: 100_00n,
      withCode: 0,
    });
  });

  it("is decided by itself: what was not chosen waits on", async () => {
    await makeFile();
    expect(await approve({ lines: [2, 4] })).toEqual({ completed: 2 });
    expect(await linesOf({ tab: "all" })).toEqual([3, 5, 6]);
    expect(await approve({ tab: "all", fromMinor: 400_00n })).toEqual({ completed: 1 });
    expect(await world.balanceOf(own.floatAccountId)).toEqual({ posted: 99_200_00n, held: 300_00n });
  });

  it("has only what waits for the reader: nothing for its maker, nothing that they or somebody else has decided", async () => {
    await own.person("Admin", ["admin"]);
    const both = await own.person("Both", ["maker", "checker"]);
    await makeFile(both);
    expect(await linesOf({ tab: "all" }, both)).toEqual([]);
    const other = await own.person("Other", ["checker"]);
    const [first] = await waiting({ lines: [2] });
    await decide(world, other.caller, first?.operationId as Id<"operation">, "reject");
    expect(await linesOf({ tab: "all" })).toEqual([3, 4, 5, 6]);
  });
});

describe("above the amount of a step-up", () => {
  let shows: Authenticator;
  beforeEach(async () => {
    const admin = await own.person("Admin", ["admin"]);
    await own.person("Second checker", ["checker"]);
    await putInForce(world, { distributor: own, admin, checker }, [ruleFor({ fromMinor: "20000", stepUp: true })]);
    shows = await giveAuthenticator(world, checker);
    await makeFile();
  });
  const show = async (lines: readonly number[], code: string) =>
    (await world.as(checker.caller, (ctx) => stepUpFile(ctx, { code, batchId: file, lines }))).outcome;

  it("one code is enough for all lines that were shown with it, and for no other one", async () => {
    expect(await world.as(checker.caller, (ctx) => countBatchPending(ctx, of({ tab: "all" })))).toMatchObject({
      count: 5,
      withCode: 3,
    });
    expect(await approve({ tab: "all" })).toEqual({ completed: 2, "auth.step-up-required": 3 });
    const code = await shows();
    expect(await show([3, 4], code)).toBe("confirmed");
    // Its answer was lost.
    expect(await show([4], code)).toBe("confirmed");
    expect(await show([4, 6], code)).toBe("replayed");
    expect(await approve({ tab: "all" })).toEqual({ completed: 2, "auth.step-up-required": 1 });
  });

  it("it counts for five minutes, for this file and this person alone", async () => {
    const first = file;
    expect(await show([3, 4, 6], await shows())).toBe("confirmed");
    await makeFile();
    expect(await approve({ lines: [3] })).toEqual({ "auth.step-up-required": 1 });
    file = first;
    const later = (interval: string) =>
      backstage.sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx`update step_ups set at = at - ${interval}::interval, totp_step = totp_step - ${interval === "4 minutes" ? 8 : 3}
                  where person_id = ${checker.id}`;
      });
    await later("4 minutes");
    expect(await approve({ lines: [3] })).toEqual({ completed: 1 });
    await later("61 seconds");
    expect(await approve({ lines: [4] })).toEqual({ "auth.step-up-required": 1 });
  });
});
