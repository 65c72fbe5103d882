import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { ask, available, foreign, outcome, pathOf, post } from "../../support/distributor-api";
import { cashIn } from "../../support/operation-bodies";
import { customer } from "../../support/trial";

test.describe("idempotency", () => {
  test("a replay has the same status and body, says so, and makes nothing", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const first = await post(cashIn({ memo: "once" }), headers);
    const before = await available();
    const again = await post(
      `{"memo":"once" ,"phoneTo":"${customer(0).phone}","amount":"5.00","operationType":"cash-in"}`,
      headers,
    );
    expect([again.status, again.json]).toEqual([first.status, first.json]);
    expect([first.headers["idempotent-replayed"], again.headers["idempotent-replayed"]]).toEqual([undefined, "true"]);
    expect(await available()).toBe(before);
  });

  test("422 for the same key with another body", async () => {
    const headers = { "idempotency-key": randomUUID() };
    await post(cashIn(), headers);
    expect(outcome(await post(cashIn({ amount: "5.01" }), headers))).toBe("422 idempotency.key-reused");
    expect(outcome(await post(cashIn({ memo: "other" }), headers))).toBe("422 idempotency.key-reused");
  });

  test("a refused request is not remembered: its key may be used again", async () => {
    const headers = { "idempotency-key": randomUUID() };
    expect((await post(cashIn({ amount: "-1" }), headers)).status).toBe(400);
    expect((await post(cashIn({ phoneTo: "+2348039999999" }), headers)).status).toBe(422);
    const made = await post(cashIn(), headers);
    expect([made.status, made.headers["idempotent-replayed"]]).toEqual([200, undefined]);
  });

  test("the key is one distributor's: another's is another key", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const mine = await post(cashIn(), headers);
    const theirs = await ask({
      method: "POST",
      path: pathOf("operations", foreign),
      key: foreign.apiKey,
      body: { ...cashIn(), amount: "0.01" },
      headers,
    });
    expect([theirs.status, theirs.headers["idempotent-replayed"]]).toEqual([200, undefined]);
    expect(theirs.json.operationID).not.toBe(mine.json.operationID);
  });

  for (const key of ["", "a".repeat(256), "caf\u00e9", "tab\there"]) {
    test(`400 for the key ${JSON.stringify(key.slice(0, 12))}`, async () => {
      expect(outcome(await post(cashIn(), { "idempotency-key": key }))).toBe("400 idempotency.key-malformed");
    });
  }

  test("255 characters are a key", async () => {
    expect((await post(cashIn(), { "idempotency-key": randomUUID().padEnd(255, "~") })).status).toBe(200);
  });
});
