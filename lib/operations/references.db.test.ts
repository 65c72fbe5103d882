import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashOut, codeOf, decide, submit } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { expireOperations, listOperations, recallOperation } from ".";
import { readSearch } from "./search";

let world: World;
let backstage: Backstage;
let a: TestDistributor;
let maker: TestPerson;
let checker: TestPerson;
let seller: TestPerson;
let issuers: TestPerson;
const phone = parsePhone("+2348123450001");
let customerId: Id<"customer">;

beforeAll(async () => {
  world = await createWorld();
  backstage = goBackstage(world);
  a = await world.distributor(1_000_00n);
  maker = await a.person("Maker", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
  seller = await world.staff("Issuer's maker", ["maker"]);
  issuers = await world.staff("Issuer's checker", ["checker"]);
  customerId = (await world.customer(phone, 10_000_00n)).id;
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await world.close();
});

const web = { idempotency: null } as const;
const amount = money(1_00n, "NGN");
type Make = (reference: string) => Promise<Id<"operation">>;
const withdraw: Make = (reference) => submit(world, maker.caller, cashOut({ phone, minor: 1_00n }, reference));
const ask: Make = (reference) =>
  submit(world, maker.caller, { ...web, input: { type: "float-request", amount, reference, memo: null } });
const sell: Make = (reference) =>
  submit(world, seller.caller, {
    ...web,
    input: { type: "float-sale", distributorId: a.id, amount, reference, memo: null },
  });
const expire = async (id: Id<"operation">) => {
  await backstage.expire(id);
  await world.as(world.system, (ctx) => expireOperations(ctx, 10));
};
const recall = (by: TestPerson, id: Id<"operation">) => world.as(by.caller, (ctx) => recallOperation(ctx, id));

const KINDS: [string, Make, string][] = [
  ["a receipt", withdraw, "operations.fulfilment-id-used"],
  ["the payment of a request for float", ask, "operations.reference-used"],
  ["the payment of a sale", sell, "operations.reference-used"],
];

describe.each(KINDS)("%s", (name, make, used) => {
  const deciders = () => (make === sell ? [issuers] : make === ask ? [checker, issuers] : [checker]);
  const complete = async (id: Id<"operation">) => {
    for (const by of deciders()) await decide(world, by.caller, id);
  };

  it("is used once while its operation is pending or completed, in whatever case, width and spacing it is written, with characters that nobody sees, too", async () => {
    const id = await make(`${name} No 1`);
    const spellings = [
      `${name} No 1`,
      `  ${name.toUpperCase()}  NO 1 `,
      `${name} Ｎｏ １`,
      `${name} No 1\uFE0F`,
      `${name}\u3164 No \u28001`,
    ];
    for (const other of spellings) expect(await codeOf(make(other))).toBe(used);
    await complete(id);
    for (const other of spellings) expect(await codeOf(make(other))).toBe(used);
    expect(await codeOf(make(`${name} No-1`))).toBe("accepted");
  });

  it("may be used again when its operation was rejected, recalled or has expired", async () => {
    const ends: ((id: Id<"operation">) => Promise<unknown>)[] = [
      (id) => decide(world, deciders()[0]?.caller ?? checker.caller, id, "reject"),
      (id) => recall(make === sell ? seller : maker, id),
      expire,
    ];
    for (const end of ends) await end(await make(`${name} again`));
    const id = await make(`${name} AGAIN`);
    expect(await codeOf(make(`${name} again`))).toBe(used);
    await complete(id);
    expect(await codeOf(make(`${name} again`))).toBe(used);
  });
});

it("a receipt may be used again when its cash-out failed", async () => {
  const id = await withdraw("F-1");
  await backstage.suspend("customers", customerId);
  expect(await decide(world, checker.caller, id)).toMatchObject({ status: "failed" });
  await backstage.reinstate("customers", customerId);
  expect(await codeOf(withdraw("f-1"))).toBe("accepted");
});

it("receipts and payments are not each other's, while a sale and a request for float are paid once together", async () => {
  await withdraw("Shared");
  await ask("Shared");
  expect(await codeOf(sell("shared"))).toBe("operations.reference-used");
});

it("of 20 people at once one takes a reference that became free", async () => {
  await decide(world, checker.caller, await withdraw("Race"), "reject");
  const codes = await Promise.all(Array.from({ length: 20 }, (_, n) => codeOf(withdraw(n % 2 ? "race" : "RACE"))));
  expect(codes.filter((code) => code === "accepted")).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(["accepted", "operations.fulfilment-id-used"]));
});

it("a reference is found in any spelling, with every operation that had it", async () => {
  await decide(world, checker.caller, await withdraw("Find Me"), "reject");
  await withdraw("FIND ME");
  const found = await world.as(maker.caller, async (ctx) => {
    const filters = await readSearch(ctx, " find  me ", "NGN");
    return filters ? (await listOperations(ctx, { filters, limit: 10 })).items : [];
  });
  expect(found.map(({ reference, status }) => [reference, status])).toEqual([
    ["FIND ME", "pending"],
    ["Find Me", "rejected"],
  ]);
});
