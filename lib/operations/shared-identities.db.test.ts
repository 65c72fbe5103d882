import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashIn, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { type Caller, runTogether } from "@/lib/runtime";
import { decisions, readOperation, submissions } from ".";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let maker: TestPerson;
let first: TestPerson;
let second: TestPerson;
let third: TestPerson;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  customer = await world.customer("+2348123450001");
});

beforeEach(async () => {
  a = await world.distributor(10_000_00n);
  maker = await a.person("Maker", ["maker", "checker"]);
  first = await a.person("First", ["maker", "checker"]);
  second = await a.person("Second", ["maker", "checker"]);
  third = await a.person("Third", ["maker", "checker"]);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const made = () => submit(world, maker.caller, cashIn(10_00n, customer.phone));
const statusOf = async (id: Id<"operation">) => (await world.as(maker.caller, (ctx) => readOperation(ctx, id))).status;
const told = (work: Promise<unknown>) =>
  work.then(
    () => "accepted",
    (error) => error.code ?? error,
  );

/** A person's approval, under a request of their name. */
async function approve({ caller }: { caller: Caller }, requestId: string, operationId: Id<"operation">) {
  const { revision, digest } = await world.as(maker.caller, (ctx) => readOperation(ctx, operationId));
  const decision = { operationId, revision, digest, decision: "approve", comment: null } as const;
  return () => told(runTogether(decisions, caller, { requestId }, decision));
}

/** What the audit of the distributor says of requests by name, in order. */
const audited = async (...requests: string[]) =>
  (
    await backstage.sql`
      select request_id || ' ' || action || ' ' || actor as text from audit_entries
       where organisation_id = ${a.id} and request_id = any(${requests}) order by seq`
  ).map((row) => row.text);

/** Has one set wait behind a lock, changes the world meanwhile, and tells what becomes of each. */
async function meanwhile(
  lockOn: readonly ["operations" | "ledger_accounts", string],
  requests: readonly (() => Promise<unknown>)[],
  change: () => Promise<void>,
): Promise<unknown[]> {
  const unlock = await backstage.lock(...lockOn);
  const outcomes = requests.map((request) => request());
  await backstage.untilWaiting(1);
  await change();
  await unlock();
  return Promise.all(outcomes);
}

/** One loses the session, one the role that counts. */
async function lose() {
  await backstage.revokeSession(first);
  await backstage.setRoles(second, ["viewer"]);
}

describe("in a set that waits behind a lock, each is only what they still are", () => {
  it("when they decide: the maker, a revoked session and a lost role approve nothing, and their neighbour does", async () => {
    const ids = [await made(), await made(), await made(), await made()] as const;
    const requests = await Promise.all([
      approve(maker, "by the maker", ids[0]),
      approve(first, "by the first", ids[1]),
      approve(second, "by the second", ids[2]),
      approve(third, "by the third", ids[3]),
    ]);
    expect(await meanwhile(["operations", ids[0]], requests, lose)).toEqual([
      "operations.own-operation",
      "auth.forbidden",
      "auth.forbidden",
      "accepted",
    ]);
    expect(await Promise.all(ids.map(statusOf))).toEqual(["pending", "pending", "pending", "completed"]);
    expect((await audited("by the maker", "by the first", "by the second", "by the third")).sort()).toEqual(
      [
        `by the maker operation.decide.refused person:${maker.id}`,
        `by the first operation.decide.refused person:${first.id}`,
        `by the second operation.decide.refused person:${second.id}`,
        `by the third operation.approved person:${third.id}`,
        `by the third operation.completed person:${third.id}`,
      ].sort(),
    );
  });

  it("when they decide on the same operation: who may is heard, however many who may not came before", async () => {
    const id = await made();
    const requests = await Promise.all([
      approve(maker, "same, by the maker", id),
      approve(first, "same, by the first", id),
      approve(second, "same, by the second", id),
      approve(third, "same, by the third", id),
    ]);
    expect(await meanwhile(["operations", id], requests, lose)).toEqual([
      "operations.own-operation",
      "auth.forbidden",
      "auth.forbidden",
      "accepted",
    ]);
    const voters = await backstage.sql`select person_id from operation_decisions where operation_id = ${id}`;
    expect([...voters]).toEqual([{ person_id: third.id }]);
  });

  it("when they submit: persons and keys alike, and what the refused had taken is there again", async () => {
    const key = await a.key(third, { maxDailyMinor: 10_00n });
    const request = (caller: Caller, requestId: string) => () =>
      told(runTogether(submissions, caller, { requestId }, cashIn(10_00n, customer.phone)));
    const requests = [
      request(first.caller, "made by the first"),
      request(key, "made by the key"),
      request(maker.caller, "made by the maker"),
      request(second.caller, "made by the second"),
    ];
    const changed = meanwhile(["ledger_accounts", a.floatAccountId], requests, async () => {
      await lose();
      await backstage.sql`update api_keys set revoked_at = now() where distributor_id = ${a.id}`;
    });
    expect(await changed).toEqual(["auth.forbidden", "auth.forbidden", "accepted", "auth.forbidden"]);
    const rows = await backstage.sql`select maker_id from operations where organisation_id = ${a.id}`;
    expect([...rows]).toEqual([{ maker_id: maker.id }]);
    const [counter] =
      await backstage.sql`select used_minor::int as used from limit_counters where distributor_id = ${a.id} and starts_with(subject, 'key:')`;
    expect(counter?.used ?? 0).toBe(0);
    const [float] =
      await backstage.sql`select held_minor::int as held from ledger_accounts where id = ${a.floatAccountId}`;
    expect(float?.held).toBe(10_00);
    expect(
      (await audited("made by the first", "made by the key", "made by the maker", "made by the second")).length,
    ).toBe(4);
  });
});
