import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { showId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { Caller } from "@/lib/runtime";
import {
  countOperations,
  decideOperation,
  type ListPosition,
  listOperations,
  type OperationFilters,
  readOperation,
  readPulse,
  readSearch,
  recallOperation,
  submitOperation,
} from ".";

let world: World;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let stranger: TestPerson;
let customer: { phone: E164 };
const made: Id<"operation">[] = [];

beforeAll(async () => {
  world = await createWorld();
  a = await world.distributor(100_000_00n);
  maker = await a.person("Maker One", ["maker"]);
  checker = await a.person("Checker One", ["checker"]);
  stranger = await (await world.distributor(0n)).person("Checker of B", ["checker"]);
  customer = await world.customer("+2348123456781");
  await world.merchant("100001");
  for (let n = 1; n <= 7; n++) made.unshift(await submit(BigInt(n) * 100_00n, { phone: customer.phone }));
  made.unshift(await submit(2_500_50n, { shortCode: "100001" }));
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

async function submit(minor: bigint, to: { phone: E164 } | { shortCode: string }): Promise<Id<"operation">> {
  const input = { type: "cash-in", amount: money(minor, "NGN"), to, memo: null } as const;
  const submitted = await world.as(maker.caller, (ctx) => submitOperation(ctx, { input, idempotency: null }));
  return submitted.operationId;
}

async function approve(operationId: Id<"operation">) {
  const seen = await world.as(checker.caller, (ctx) => readOperation(ctx, operationId));
  const { revision, digest } = seen;
  const decision = { operationId, revision, digest, decision: "approve", comment: null } as const;
  await world.as(checker.caller, (ctx) => decideOperation(ctx, decision));
  return world.as(checker.caller, (ctx) => readOperation(ctx, operationId));
}

const page = (input: { after?: ListPosition; before?: ListPosition }) =>
  world.as(checker.caller, (ctx) => listOperations(ctx, { filters: {}, limit: 3, ...input }));

const idsOf = (items: readonly { id: Id<"operation"> }[]) => items.map((item) => item.id);

async function search(text: string, by: Caller = checker.caller): Promise<Id<"operation">[]> {
  return world.as(by, async (ctx) => {
    const filters: OperationFilters | null = await readSearch(ctx, text, "NGN");
    return filters ? idsOf((await listOperations(ctx, { filters, limit: 50 })).items) : [];
  });
}

describe("paging", () => {
  it("goes on and back over the same pages, and knows where the list begins and ends", async () => {
    const first = await page({});
    expect(first.previous).toBeNull();
    const second = await page({ after: first.next as ListPosition });
    const third = await page({ after: second.next as ListPosition });
    expect([first, second, third].flatMap(({ items }) => idsOf(items))).toEqual(made);
    expect(third.next).toBeNull();
    const back = await page({ before: third.previous as ListPosition });
    expect(idsOf(back.items)).toEqual(idsOf(second.items));
    const start = await page({ before: back.previous as ListPosition });
    expect(idsOf(start.items)).toEqual(idsOf(first.items));
    expect(start.previous).toBeNull();
  });

  it("going back to fewer rows than a page holds shows the full newest page", async () => {
    const from = (await page({})).items[1]?.position as ListPosition;
    const start = await page({ before: from });
    expect(idsOf(start.items)).toEqual(made.slice(0, 3));
  });
});

describe("search", () => {
  it("finds an operation by its id, its transfer and its public proof, and nothing by those of nobody", async () => {
    const done = await approve(made[7] as Id<"operation">);
    const transfer = done.transfer as NonNullable<typeof done.transfer>;
    for (const text of [
      showId("operation", done.id),
      ` ${showId("walletOperation", transfer.id)}`,
      `tx_${transfer.hash}`,
    ])
      expect(await search(text)).toEqual([done.id]);
    for (const text of ["op_1", `wo_${done.id}`, `tx_${"0".repeat(64)}`, "tx_"]) expect(await search(text)).toEqual([]);
    expect(await search(`tx_${transfer.hash}`, stranger.caller)).toEqual([]);
  });

  it("finds by phone however it is spaced, with or without its plus", async () => {
    for (const text of ["+234 812 345 6781", "2348123456781"]) expect(await search(text)).toEqual(made.slice(1));
    expect(await search("+234 812 345 6782")).toEqual([]);
  });

  it("finds by amount as people write it, by short code, and by part of a name in any case", async () => {
    for (const text of ["2500.50", "2,500.50", "NGN 2,500.50", "100001", "sHOP 1"])
      expect(await search(text)).toEqual([made[0]]);
    expect(await search("300")).toEqual([made[5]]);
    for (const text of ["%", "\u0000", "' OR 1=1 --", "\u{1F4B0}"]) expect(await search(text)).toEqual([]);
  });

  it("never reaches into another distributor", async () => {
    expect(await search("2500.50", stranger.caller)).toEqual([]);
  });
});

describe("counts and the pulse", () => {
  it("counts by status what the filters leave, whatever status they name", async () => {
    await world.as(maker.caller, (ctx) => recallOperation(ctx, made[1] as Id<"operation">));
    const counts = await world.as(checker.caller, (ctx) => countOperations(ctx, { statuses: ["failed"] }, 100));
    expect(counts.complete).toBe(true);
    expect(counts.byStatus).toMatchObject({ pending: 6, completed: 1, cancelled: 1, failed: 0 });
    const merchants = await world.as(checker.caller, (ctx) =>
      countOperations(ctx, { anyOf: { shortCode: "100001" } }, 100),
    );
    expect(merchants.byStatus).toMatchObject({ pending: 1, completed: 0 });
    const strangers = await world.as(stranger.caller, (ctx) => countOperations(ctx, {}, 100));
    expect(strangers.byStatus).toMatchObject({ pending: 0 });
  });

  it("the pulse moves with every change of an operation and stands still without one", async () => {
    const pulse = () => world.as(checker.caller, (ctx) => readPulse(ctx));
    const before = await pulse();
    expect((await pulse()).head).toBe(before.head);
    const id = await submit(1_00n, { phone: customer.phone });
    const submitted = await pulse();
    expect(submitted).toMatchObject({ needsMe: before.needsMe + 1 });
    expect(submitted.head).not.toBe(before.head);
    await approve(id);
    expect((await pulse()).head).not.toBe(submitted.head);
  });
});
