import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { decideOperation, findOddities, foreseeOddities, readOperation, submitOperation } from ".";

let world: World;
let distributor: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let phones: E164[];

beforeAll(async () => {
  world = await createWorld();
  distributor = await world.distributor(100_000_00n);
  maker = await distributor.person("Maker One", ["maker"]);
  checker = await distributor.person("Checker One", ["checker"]);
  phones = [];
  for (const phone of ["+2348123456781", "+2348123456782", "+2348123456783"])
    phones.push((await world.customer(phone, 0n)).phone);
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

async function submit(minor: bigint, to: E164): Promise<Id<"operation">> {
  const input = { type: "cash-in", amount: money(minor, "NGN"), to: { phone: to }, memo: null } as const;
  const made = await world.as(maker.caller, (ctx) => submitOperation(ctx, { input, idempotency: null }));
  return made.operationId;
}

async function approve(id: Id<"operation">): Promise<void> {
  await world.as(checker.caller, async (ctx) => {
    const { revision, digest } = await readOperation(ctx, id);
    await decideOperation(ctx, { operationId: id, revision, digest, decision: "approve", comment: null });
  });
}

const odditiesOf = (id: Id<"operation">) =>
  world.as(checker.caller, async (ctx) => (await findOddities(ctx, [await readOperation(ctx, id)])).get(id) ?? []);

it("the first payment to a phone is odd, the next is not", async () => {
  const [phone] = phones as [E164];
  const first = await submit(100_00n, phone);
  expect(await odditiesOf(first)).toEqual([{ kind: "first-time" }]);
  await approve(first);
  expect(await odditiesOf(await submit(101_00n, phone))).toEqual([]);
});

it("the same phone and amount a moment ago is odd in the second request, not in the first", async () => {
  const [, phone] = phones as [E164, E164];
  const first = await submit(200_00n, phone);
  await approve(first);
  const second = await submit(200_00n, phone);
  expect(await odditiesOf(second)).toEqual([{ kind: "repeated", at: expect.any(Date) }]);
  expect((await odditiesOf(first)).map(({ kind }) => kind)).toEqual(["first-time"]);
});

it("three times the maker's usual amount is odd once there is something usual", async () => {
  const [, , phone] = phones as [E164, E164, E164];
  for (const minor of [10_00n, 11_00n, 12_00n, 13_00n, 14_00n]) await approve(await submit(minor, phone));
  const [odd] = await odditiesOf(await submit(5_000_00n, phone));
  expect(odd).toMatchObject({ kind: "unusual-amount" });
  expect(await odditiesOf(await submit(15_00n, phone))).toEqual([]);
});

it("another distributor's history is no part of it", async () => {
  const other = await world.distributor(1_000_00n);
  const stranger = await other.person("Stranger", ["viewer"]);
  const id = await submit(16_00n, (phones as [E164])[0]);
  const view = await world.as(checker.caller, (ctx) => readOperation(ctx, id));
  expect(await world.as(stranger.caller, (ctx) => findOddities(ctx, [view]))).toEqual(new Map());
});

it("a maker is told before they send what their checker would find odd", async () => {
  const phone = (await world.customer("+2348123456790", 0n)).phone;
  const foresee = (by: TestPerson, minor: bigint) =>
    world.as(by.caller, (ctx) => foreseeOddities(ctx, { type: "cash-in", phone, amount: money(minor, "NGN") }));
  expect(await foresee(maker, 7_77n)).toEqual([{ kind: "first-time" }]);
  const id = await submit(7_77n, phone);
  expect(await foresee(maker, 7_77n)).toEqual([{ kind: "repeated", at: expect.any(Date) }, { kind: "first-time" }]);
  await approve(id);
  expect(await foresee(maker, 7_78n)).toEqual([]);
  await expect(foresee(checker, 7_77n)).rejects.toMatchObject({ code: "auth.forbidden" });
});
