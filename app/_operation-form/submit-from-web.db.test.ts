import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, decide, tally } from "@/db/test/acts";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import { type Id, readId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import { submitFromWeb } from "./submit-from-web";

let world: World;
let own: TestDistributor;
let maker: TestPerson;
let colleague: TestPerson;
let checker: TestPerson;
let phone: E164;

beforeAll(async () => {
  world = await createWorld();
  own = await world.distributor(10_000_00n);
  maker = await own.person("Maker", ["maker"]);
  colleague = await own.person("Colleague", ["maker"]);
  checker = await own.person("Checker", ["checker"]);
  phone = (await world.customer("+2348123450001")).phone;
});

afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await world.close();
});

const send = (key: string, person = maker, minor = 10_00n) =>
  submitFromWeb(person.caller, { requestId: "test" }, key, (currency) => ({
    type: "cash-in",
    amount: money(minor, currency),
    to: { phone },
    memo: null,
  }));
const held = async () => (await world.balanceOf(own.floatAccountId)).held;

describe("a form", () => {
  it("that is sent twenty times at once makes one operation, and every answer is that or to ask again", async () => {
    const key = crypto.randomUUID();
    const before = await held();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => send(key)));
    const made = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value.operationId] : []));
    const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(new Set(made).size).toBe(1);
    expect(Object.keys(tally(refused))).toEqual(refused.length > 0 ? ["idempotency.in-progress"] : []);
    expect(await held()).toBe(before + 10_00n);
  });

  it("whose answer was lost is answered with the same operation, also when that has long been decided", async () => {
    const key = crypto.randomUUID();
    const first = await send(key);
    const before = await held();
    expect(await send(key)).toEqual(first);
    await decide(world, checker.caller, readId("operation", first.operationId) as Id<"operation">);
    expect(await send(key)).toEqual(first);
    expect(await held()).toBe(before - 10_00n);
  });

  it("that was changed after it was sent, or is somebody else's, is another one and does nothing under the same key", async () => {
    const key = crypto.randomUUID();
    await send(key);
    const before = await held();
    expect(await codeOf(send(key, maker, 11_00n))).toBe("idempotency.key-reused");
    expect(await codeOf(send(key, colleague))).toBe("idempotency.key-reused");
    expect(await held()).toBe(before);
  });

  it("that is filled in again is another operation", async () => {
    expect((await send(crypto.randomUUID())).operationId).not.toBe((await send(crypto.randomUUID())).operationId);
  });
});

it("no screen makes an operation in another way", () => {
  const makers = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .filter((file) => /\b(?:submissions|submitOperation)\b/.test(readFileSync(path.join("app", file), "utf8")));
  expect(makers.map((file) => path.basename(file))).toEqual(["submit-from-web.ts"]);
});
