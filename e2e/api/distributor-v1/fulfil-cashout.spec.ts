import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { type Answer, ask, foreign, newReference, outcome, own, pathOf } from "../../support/distributor-api";
import { must } from "../../support/trial";

type Waiting = { operationID: string; from: string; amount: string; memo?: string };

/** The youngest requests: whoever else works on the queue begins with the oldest. */
const waiting = async (): Promise<Waiting[]> => (await ask({ path: pathOf("cashouts") })).json.items.reverse();
const newest = async () => must((await waiting())[0]);

function put(id: string, body: unknown, headers: Record<string, string> = {}, by = own): Promise<Answer> {
  return ask({ method: "PUT", path: pathOf(`cashouts/${id}`, by), key: by.apiKey, body, headers });
}

test.describe("200", () => {
  test("makes a pending fulfilment of the request's amount, which leaves the queue; a replay makes nothing", async () => {
    const request = await newest();
    const transactionID = newReference();
    const headers = { "idempotency-key": randomUUID() };
    const body = { cashOutFulfillmentType: "bank-transfer", transactionID, memo: "paid at 3" };
    const made = await put(request.operationID, body, headers);
    expect(made.status).toBe(200);
    expect(made.json).toEqual({ operationID: expect.stringMatching(/^op_/) });
    expect(made.json.operationID).not.toBe(request.operationID);
    expect((await ask({ path: pathOf(`operations/${made.json.operationID}`) })).json).toMatchObject({
      operationType: "cash-out-fulfillment",
      status: "pending",
      amount: request.amount,
      phoneFrom: request.from,
      memo: "paid at 3",
      cashOutFulfillmentType: "bank-transfer",
      cashOutFulfillmentID: transactionID,
    });
    expect((await waiting()).map(({ operationID }) => operationID)).not.toContain(request.operationID);
    const again = await put(request.operationID, body, headers);
    expect([again.status, again.json, again.headers["idempotent-replayed"]]).toEqual([200, made.json, "true"]);
    expect(outcome(await put(request.operationID, { cashOutFulfillmentType: "cash" }))).toBe(
      "409 wallets.withdrawal-taken",
    );
    expect(outcome(await put(request.operationID, { ...body, memo: "other" }, headers))).toBe(
      "422 idempotency.key-reused",
    );
  });

  test("of 6 simultaneous fulfilments by two distributors exactly one is made; 409 for the rest", async () => {
    const { operationID } = await newest();
    const body = { cashOutFulfillmentType: "cash" };
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => put(operationID, body, {}, n % 2 ? own : foreign)),
    );
    expect(answers.map(outcome).sort()).toEqual(["200", ...Array(5).fill("409 wallets.withdrawal-taken")]);
  });
});

test.describe("400, and the request stays in the queue", () => {
  const BODIES: readonly [string, unknown, string][] = [
    ["no type", {}, "request.invalid"],
    ["a type that is null", { cashOutFulfillmentType: null }, "request.invalid"],
    ["an unknown type", { cashOutFulfillmentType: "cheque" }, "request.invalid"],
    [
      "an amount, which is the request's own",
      { cashOutFulfillmentType: "cash", amount: "1.00" },
      "request.unknown-field",
    ],
    ["a number for an id", { cashOutFulfillmentType: "cash", transactionID: 5 }, "request.invalid"],
    ["an id of 65 characters", { cashOutFulfillmentType: "cash", transactionID: "a".repeat(65) }, "request.invalid"],
    [
      "a member named twice",
      '{"cashOutFulfillmentType":"cash","cashOutFulfillmentType":"cash"}',
      "request.duplicate-field",
    ],
    ["no JSON", "cash", "request.malformed-json"],
  ];
  for (const [name, body, code] of BODIES) {
    test(name, async () => {
      const { operationID } = await newest();
      expect(outcome(await put(operationID, body))).toBe(`400 ${code}`);
      expect((await newest()).operationID).toBe(operationID);
    });
  }
});

test.describe("404", () => {
  for (const id of ["op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa", "op_x", "1", "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa"]) {
    test(`the request ${id}`, async () => {
      expect(outcome(await put(id, { cashOutFulfillmentType: "cash" }))).toBe("404 wallets.withdrawal-not-found");
    });
  }

  test("an operation is not a request", async () => {
    const [operation] = (await ask({ path: pathOf("operations?limit=1") })).json;
    expect(outcome(await put(operation.operationID, { cashOutFulfillmentType: "cash" }))).toBe(
      "404 wallets.withdrawal-not-found",
    );
  });
});

test("409 for a transaction id that was used before, and the request stays in the queue", async () => {
  const used = (await ask({ path: pathOf("operations?operationType=cash-out-fulfillment&limit=1000") })).json.find(
    ({ cashOutFulfillmentID }: { cashOutFulfillmentID?: string }) => cashOutFulfillmentID,
  );
  const { operationID } = await newest();
  const answer = await put(operationID, { cashOutFulfillmentType: "cash", transactionID: used.cashOutFulfillmentID });
  expect(outcome(answer)).toBe("409 operations.fulfilment-id-used");
  expect((await newest()).operationID).toBe(operationID);
});

test("413 and 415 as for POST", async () => {
  const { operationID } = await newest();
  const body = { cashOutFulfillmentType: "cash", memo: "a".repeat(65 * 1024) };
  expect(outcome(await put(operationID, body))).toBe("413 request.too-large");
  expect(outcome(await put(operationID, "x", { "content-type": "text/plain" }))).toBe(
    "415 request.unsupported-media-type",
  );
});
