import { expect, test } from "@playwright/test";
import { ask, available, foreign, outcome, own, pathOf, post } from "../../support/distributor-api";
import { cashIn, cashOut } from "../../support/operation-bodies";
import { customer, merchant } from "../../support/trial";

const read = async (id: string) => (await ask({ path: pathOf(`operations/${id}`) })).json;

test.describe("200", () => {
  test("cash-in to a phone: answers its id alone, is pending, and holds the float", async () => {
    const before = await available();
    const answer = await post(cashIn({ amount: "5000.00", memo: "Counter 3" }));
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ operationID: expect.stringMatching(/^op_[0-9a-f-]{36}$/) });
    expect(await read(answer.json.operationID)).toEqual({
      operationID: answer.json.operationID,
      distributorID: own.id,
      operationType: "cash-in",
      status: "pending",
      amount: "5000.00",
      currency: "NGN",
      phoneTo: customer(0).phone,
      memo: "Counter 3",
      lastError: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(await available()).toBe(before - 500_000n);
  });

  test("cash-in to a merchant: sent as a text, told as a number", async () => {
    const { id, shortCode, name } = merchant(0);
    const answer = await post({ operationType: "cash-in", amount: "7.5", merchantToShortCode: shortCode });
    expect(await read(answer.json.operationID)).toMatchObject({
      amount: "7.50",
      merchantTo: id,
      merchantName: name,
      merchantShortCode: Number(shortCode),
    });
  });

  test("cash-out: names receipt and how it was paid, asks nobody where that is switched off, and leaves the float as it is", async () => {
    const before = await available();
    const body = cashOut();
    const answer = await post(body);
    expect(answer.status).toBe(200);
    const made = await read(answer.json.operationID);
    expect(made).toMatchObject({
      operationType: "cash-out-fulfillment",
      phoneFrom: body.phoneFrom,
      cashOutFulfillmentType: "cash",
      cashOutFulfillmentID: body.cashOutFulfillmentID,
    });
    expect("consent" in made).toBe(false);
    expect(await available()).toBe(before);
  });

  test("cash-out of a distributor whose customers are asked: pending, and their consent is awaited", async () => {
    const { apiKey: key } = foreign;
    const answer = await ask({ method: "POST", path: pathOf("operations", foreign), key, body: cashOut() });
    const made = await ask({ path: pathOf(`operations/${answer.json.operationID}`, foreign), key });
    expect(made.json).toMatchObject({ status: "pending", consent: "awaited", lastError: null });
  });

  test("separators in a phone, white space and member order in a body do not matter; null is absent", async () => {
    const { phone } = customer(0);
    const separated = `${phone.slice(0, 4)} ${phone.slice(4, 7)}-${phone.slice(7, 10)}.${phone.slice(10)}`;
    const body = cashIn({
      phoneTo: separated,
      merchantToShortCode: null,
      memo: null,
      phoneFrom: null,
      cashOutFulfillmentID: null,
    });
    const answer = await post(` \n${JSON.stringify(body, null, 2)}\r\n`);
    expect(await read(answer.json.operationID)).toMatchObject({ phoneTo: phone });
  });

  for (const type of ["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"']) {
    test(`content type ${type}`, async () => {
      expect((await post(cashIn(), { "content-type": type })).status).toBe(200);
    });
  }

  for (const [amount, told] of [
    ["1", "1.00"],
    ["0.01", "0.01"],
    ["10.5", "10.50"],
  ]) {
    test(`amount ${amount} is ${told}`, async () => {
      const answer = await post(cashIn({ amount }));
      expect((await read(answer.json.operationID)).amount).toBe(told);
    });
  }

  test("an empty memo is none", async () => {
    const answer = await post(cashIn({ memo: "" }));
    expect("memo" in (await read(answer.json.operationID))).toBe(false);
  });
});

test.describe("404", () => {
  test("a distributor that is another's, before anything is said of the body", async () => {
    const answer = await ask({
      method: "POST",
      path: pathOf("operations", foreign),
      body: "{",
      headers: { "content-type": "text/plain" },
    });
    expect(outcome(answer)).toBe("404 organisations.distributor-not-found");
  });
});

test.describe("409", () => {
  test("a receipt that was used before", async () => {
    const body = cashOut();
    expect((await post(body)).status).toBe(200);
    expect(outcome(await post({ ...body, amount: "6.00" }))).toBe("409 operations.fulfilment-id-used");
  });

  test("of 5 simultaneous cash-outs with one receipt exactly one is made", async () => {
    const body = cashOut({ amount: "0.01" });
    const outcomes = (await Promise.all(Array.from({ length: 5 }, () => post(body)))).map(outcome).sort();
    expect(outcomes).toEqual(["200", ...Array(4).fill("409 operations.fulfilment-id-used")]);
  });
});

test.describe("413", () => {
  test("a body over 64 KiB, its length told or not", async () => {
    const body = JSON.stringify(cashIn({ memo: "a".repeat(64 * 1024) }));
    expect(outcome(await post(body))).toBe("413 request.too-large");
    expect(outcome(await post(body, { "transfer-encoding": "chunked" }))).toBe("413 request.too-large");
  });

  test("64 KiB are not too much", async () => {
    const text = JSON.stringify(cashIn());
    expect((await post(text + " ".repeat(64 * 1024 - text.length))).status).toBe(200);
  });
});

test.describe("415", () => {
  for (const type of [
    "",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "application/json; charset=latin1",
    "multipart/form-data; boundary=x",
  ]) {
    test(`content type ${JSON.stringify(type)}`, async () => {
      expect(outcome(await post(cashIn(), { "content-type": type }))).toBe("415 request.unsupported-media-type");
    });
  }

  test("a compressed body", async () => {
    expect(outcome(await post(cashIn(), { "content-encoding": "gzip" }))).toBe("415 request.unsupported-media-type");
  });
});

test.describe("422", () => {
  const REFUSED: readonly [string, object, string][] = [
    ["a phone that nobody registered", cashIn({ phoneTo: "+2348039999999" }), "wallets.unknown-phone"],
    ["a cash-out from such a phone", cashOut({ phoneFrom: "+2348039999999" }), "wallets.unknown-phone"],
    [
      "a short code that no merchant has",
      { operationType: "cash-in", amount: "5.00", merchantToShortCode: "999999" },
      "wallets.unknown-short-code",
    ],
    ["more than the float covers", cashIn({ amount: "999999999.00" }), "ledger.insufficient-float"],
    ["more than the wallet covers", cashOut({ amount: "999999999.00" }), "ledger.insufficient-wallet"],
    [
      "an empty wallet",
      cashOut({ phoneFrom: customer(11).phone, amount: "40000000.00" }),
      "ledger.insufficient-wallet",
    ],
    ["15 digits", cashIn({ amount: "999999999999999.99" }), "ledger.insufficient-float"],
  ];
  for (const [name, body, code] of REFUSED) {
    test(name, async () => {
      const before = await available();
      const answer = await post(body);
      expect(outcome(answer)).toBe(`422 ${code}`);
      expect(answer.json.error).toBe("Unprocessable Entity");
      expect(await available()).toBe(before);
    });
  }
});
