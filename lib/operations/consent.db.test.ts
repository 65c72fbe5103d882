import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cashOut, codeOf, decide, submit, tally } from "@/db/test/acts";
import { type Backstage, goBackstage } from "@/db/test/backstage";
import { anotherCode, type Consents, openConsents } from "@/db/test/consents";
import { createWorld, type TestDistributor, type TestPerson, type World } from "@/db/test/world";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { CONSENT_MINUTES, CONSENTS_AN_HOUR } from "@/lib/kernel/periods";
import type { E164 } from "@/lib/kernel/phone";
import { runEachTogether } from "@/lib/runtime";
import { requestWithdrawal } from "@/lib/wallets";
import { consentCaller, expireThese, listApprovals, readConsent, readOperation, recallOperation, submissions } from ".";

let world: World;
let consents: Consents;
let backstage: Backstage;
let a: TestDistributor;
let b: TestDistributor;
let maker: TestPerson;
let makerB: TestPerson;
let checker: TestPerson;
let customer: { accountId: Id<"account">; phone: E164; id: Id<"customer"> };
let customers = 0;

beforeAll(async () => {
  world = await createWorld();
  consents = openConsents(world);
  backstage = goBackstage(world);
  a = await world.distributor(0n, "on");
  b = await world.distributor(0n, "on");
  maker = await a.person("Maker", ["maker"]);
  makerB = await b.person("Maker of B", ["maker"]);
  checker = await a.person("Checker", ["checker"]);
  await a.person("Second checker", ["checker"]);
});
beforeEach(async () => {
  customer = await world.customer(`+23481234601${String(++customers).padStart(2, "0")}`, 1_000_00n);
});
afterAll(async () => {
  expect(await world.violations()).toEqual([]);
  await backstage.close();
  await consents.close();
  await world.close();
});

const take = (minor = 100_00n, by = maker) => submit(world, by.caller, cashOut({ phone: customer.phone, minor }));
const look = (id: Id<"operation">) => world.as(maker.caller, (ctx) => readOperation(ctx, id));
const wallet = () => world.balanceOf(customer.accountId);
const needsMe = async (id: Id<"operation">) =>
  (await world.as(checker.caller, (ctx) => listApprovals(ctx, { tab: "needs-me", filters: { id }, limit: 1 }))).items
    .length;

describe("a cash-out whose customer is asked", () => {
  it("holds nothing, waits five minutes, is on no checker's desk, and cannot be decided either way until they agree", async () => {
    const id = await take();
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 0n });
    const { consent, createdAt, expiresAt } = await look(id);
    expect(consent).toEqual({ state: "awaited", at: null, via: null });
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(CONSENT_MINUTES * 60_000);
    expect(await needsMe(id)).toBe(0);
    expect(await codeOf(decide(world, checker.caller, id))).toBe("operations.consent-awaited");
    expect(await codeOf(decide(world, checker.caller, id, "reject"))).toBe("operations.consent-awaited");
  });

  it("is held by the code that they read out, waits a day for people from then on, and is paid once one approves", async () => {
    const id = await take();
    const { code } = await consents.ask(id);
    expect(await consents.type(maker.caller, id, code)).toEqual({ outcome: "given" });
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 100_00n });
    const { consent, expiresAt } = await look(id);
    expect(consent).toMatchObject({ state: "given", via: "code" });
    expect(expiresAt.getTime() - (consent?.at?.getTime() ?? 0)).toBe(24 * 3_600_000);
    expect(await needsMe(id)).toBe(1);
    expect(await decide(world, checker.caller, id)).toMatchObject({ status: "completed" });
    expect(await wallet()).toEqual({ posted: 900_00n, held: 0n });
  });

  it("is held by the link of the SMS, whose page says who asks for how much", async () => {
    const id = await take(250_00n);
    const { token } = await consents.ask(id);
    const asked = await consentCaller(token);
    const question = asked && (await world.as(asked.caller, (ctx) => readConsent(ctx, asked.operationId)));
    expect(question).toMatchObject({ distributor: "Distributor", consent: "awaited", amount: money(250_00n, "NGN") });
    expect(await consents.click(token, "given")).toEqual({ outcome: "given" });
    expect((await look(id)).consent).toMatchObject({ state: "given", via: "link" });
    expect((await wallet()).held).toBe(250_00n);
  });

  it("ends rejected when they refuse, with no person's decision on record, and nothing is held", async () => {
    const id = await take();
    const { token, code } = await consents.ask(id);
    expect(await consents.click(token, "refused")).toEqual({ outcome: "refused" });
    expect(await look(id)).toMatchObject({ status: "rejected", consent: { state: "refused", via: "link" } });
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 0n });
    expect(await consents.type(maker.caller, id, code)).toEqual({ outcome: "late", state: "refused" });
  });

  it("expires when they say nothing, and a late answer is told so and does nothing", async () => {
    const id = await take();
    const { token, code } = await consents.ask(id);
    await backstage.expire(id);
    expect(await consents.type(maker.caller, id, code)).toEqual({ outcome: "late", state: "expired" });
    expect(await world.as(world.system, (ctx) => expireThese(ctx, [id]))).toBe(1);
    expect(await look(id)).toMatchObject({ status: "expired", consent: { state: "awaited" } });
    expect(await consents.click(token, "given")).toEqual({ outcome: "late", state: "expired" });
    expect(await consents.tryToAsk(id)).toBeNull();
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 0n });
  });

  it("is recalled by its maker before they answer, who are then told so", async () => {
    const id = await take();
    const { token } = await consents.ask(id);
    await world.as(maker.caller, (ctx) => recallOperation(ctx, id));
    expect(await consents.click(token, "given")).toEqual({ outcome: "late", state: "cancelled" });
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 0n });
  });

  it("frees the wallet again when it is rejected after they agreed", async () => {
    const id = await take();
    await consents.click((await consents.ask(id)).token, "given");
    expect(await decide(world, checker.caller, id, "reject")).toMatchObject({ status: "rejected" });
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 0n });
  });

  it("is refused at once beyond what the wallet can spend", async () => {
    expect(await codeOf(take(1_000_01n))).toBe("ledger.insufficient-wallet");
  });

  it("fails in clear words when they agree and have spent it meanwhile, or are suspended", async () => {
    const id = await take(800_00n);
    const { token } = await consents.ask(id);
    const wish = { phone: customer.phone, amount: money(300_00n, "NGN") };
    await world.asOwner((ctx) => requestWithdrawal(ctx, wish));
    const suspended = await take(10_00n);
    const second = await consents.ask(suspended);
    expect(await consents.click(token, "given")).toEqual({ outcome: "failed", failure: "ledger.insufficient-wallet" });
    expect(await look(id)).toMatchObject({ status: "failed", failure: "ledger.insufficient-wallet" });
    await backstage.suspend("customers", customer.id);
    expect(await consents.click(second.token, "given")).toMatchObject({ failure: "wallets.holder-inactive" });
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 300_00n });
  });
});

describe("the code", () => {
  it("is tried five times over all SMS, and the link still works then", async () => {
    const id = await take();
    expect(await consents.type(maker.caller, id, "123456")).toEqual({ outcome: "not-sent" });
    const first = await consents.ask(id);
    for (const triesLeft of [4, 3, 2]) {
      const wrong = await consents.type(maker.caller, id, anotherCode(first.code));
      expect(wrong).toEqual({ outcome: "wrong", triesLeft });
    }
    const { code, token } = await consents.ask(id);
    for (const triesLeft of [1, 0]) {
      expect(await consents.type(maker.caller, id, anotherCode(code))).toEqual({ outcome: "wrong", triesLeft });
    }
    expect(await consents.type(maker.caller, id, code)).toEqual({ outcome: "too-many" });
    expect(await consents.click(token, "given")).toEqual({ outcome: "given" });
  });

  it("of an earlier SMS is worth nothing once another was sent, nor is its link; at most five are sent", async () => {
    const id = await take();
    const first = await consents.ask(id);
    const second = await consents.ask(id);
    expect(await consentCaller(first.token)).toBeNull();
    if (first.code !== second.code) {
      expect(await consents.type(maker.caller, id, first.code)).toMatchObject({ outcome: "wrong" });
    }
    for (let n = 0; n < 3; n++) await consents.ask(id);
    expect(await consents.tryToAsk(id)).toBeNull();
  });

  it("is typed by makers of the distributor alone, and of another operation is wrong", async () => {
    const id = await take();
    const other = await take();
    const { code } = await consents.ask(id);
    const others = await consents.ask(other);
    expect(await codeOf(consents.type(checker.caller, id, code))).toBe("auth.forbidden");
    expect(await codeOf(consents.type(makerB.caller, id, code))).toBe("operations.not-found");
    if (code !== others.code)
      expect(await consents.type(maker.caller, id, others.code)).toMatchObject({ outcome: "wrong" });
    expect(await consents.type(maker.caller, id, code)).toEqual({ outcome: "given" });
  });
});

describe("at once", () => {
  it("of a refusal and an agreement one counts, whichever was first, and the other is told", async () => {
    for (let round = 0; round < 5; round++) {
      const id = await take();
      const { code, token } = await consents.ask(id);
      const answers = await Promise.all([
        consents.click(token, "refused"),
        consents.type(maker.caller, id, code),
        consents.click(token, "given"),
      ]);
      const counted = answers.filter(({ outcome }) => outcome !== "late").map(({ outcome }) => outcome);
      expect(counted).toHaveLength(1);
      expect((await look(id)).consent?.state).toBe(counted[0]);
      if (counted[0] === "given") await world.as(maker.caller, (ctx) => recallOperation(ctx, id));
    }
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 0n });
  });

  it("two distributors after one wallet are given exactly what it allows", async () => {
    const asked = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => consents.ask(await take(300_00n, n % 2 ? maker : makerB))),
    );
    const outcomes = await Promise.all(asked.map(({ token }) => consents.click(token, "given")));
    expect(tally(outcomes.map(({ outcome }) => outcome))).toEqual({ given: 3, failed: 7 });
    expect(await wallet()).toEqual({ posted: 1_000_00n, held: 900_00n });
  });
});

describe("nobody is asked", () => {
  it("about a withdrawal that they asked for themselves, nor where the issuer switched it off, which the operation says", async () => {
    const wish = { phone: customer.phone, amount: money(10_00n, "NGN") };
    const withdrawal = await world.asOwner((ctx) => requestWithdrawal(ctx, wish));
    const queued = await submit(world, maker.caller, cashOut({ withdrawal }));
    expect((await look(queued)).consent).toBeNull();
    const off = await world.distributor(0n);
    const offMaker = await off.person("Maker", ["maker"]);
    const id = await submit(world, offMaker.caller, cashOut({ phone: customer.phone, minor: 20_00n }));
    expect((await world.as(offMaker.caller, (ctx) => readOperation(ctx, id))).consent).toBeNull();
    expect((await wallet()).held).toBe(30_00n);
  });
});

describe("a customer whom a distributor asks again and again", () => {
  it("is asked ten times within an hour; what comes then is refused and says how long to wait, and others may still ask", async () => {
    for (let n = 0; n < CONSENTS_AN_HOUR; n++) await take(1_00n);
    const refusal = await take(1_00n).catch((error) => error);
    expect(refusal).toMatchObject({
      code: "operations.consents-asked-too-often",
      details: { retryAfterSeconds: expect.any(Number) },
    });
    expect(refusal.details.retryAfterSeconds).toBeGreaterThan(3_500);
    expect(refusal.details.retryAfterSeconds).toBeLessThanOrEqual(3_600);
    expect(await codeOf(take(1_00n, makerB))).toBe("accepted");
    const other = await world.customer(`+23481234602${String(customers).padStart(2, "0")}`, 10_00n);
    expect(await codeOf(submit(world, maker.caller, cashOut({ phone: other.phone, minor: 1_00n })))).toBe("accepted");
  });

  it("is asked no more often by fifteen requests at once, nor where they share a unit", async () => {
    const codes = await Promise.all(Array.from({ length: 15 }, () => codeOf(take(1_00n))));
    expect(tally(codes)).toEqual({ accepted: 10, "operations.consents-asked-too-often": 5 });
    customer = await world.customer(`+23481234603${String(customers).padStart(2, "0")}`, 100_00n);
    const shared = await runEachTogether(
      submissions,
      maker.caller,
      { requestId: "test" },
      Array.from({ length: 15 }, () => cashOut({ phone: customer.phone, minor: 1_00n })),
    );
    expect(tally(shared.map((one) => (one.ok ? "accepted" : one.error.code)))).toEqual({
      accepted: 10,
      "operations.consents-asked-too-often": 5,
    });
  });
});
