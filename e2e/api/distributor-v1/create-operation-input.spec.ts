import { expect, test } from "@playwright/test";
import { available, outcome, post } from "../../support/distributor-api";
import { cashIn, cashOut } from "../../support/operation-bodies";

test.describe("400, and nothing is created", () => {
  const AMOUNTS = [
    ..."1e3|007|.5|5.|1,000|+5|-5| 5|5 |0.001|0|0.00||five|NaN|Infinity|0x10|1_000|\u0665|5.00.00|1000000000000000|1e-2|\uff15|5\u0000".split(
      "|",
    ),
    5000,
    5.5,
    true,
    ["5"],
    { value: "5" },
  ];
  for (const amount of AMOUNTS) {
    test(`amount ${JSON.stringify(amount)}`, async () => {
      const answer = await post(cashIn({ amount }));
      expect(answer.status).toBe(400);
      expect(answer.json.fields[0].path).toBe("amount");
      expect(answer.json.fields[0].message.length).toBeGreaterThan(10);
    });
  }

  const PHONES = [
    ..."08123456781|2348123456781|+234812345678|+2340812345678100|tel:+2348123456781|+234(0)8123456781|+2348123456781;ext=1|+2348123456781 x1||+|+999123456789".split(
      "|",
    ),
    "+234812345\u200b6781",
    "\u202a+2348123456781\u202c",
    "+234\u00a08123456781",
    "+\u0662\u0663\u0664812345678",
    " +2348123456781",
    "+234--8123456781",
    2348123456781,
    ["+2348123456781"],
  ];
  for (const phoneTo of PHONES) {
    test(`phone ${JSON.stringify(phoneTo)}`, async () => {
      const answer = await post(cashIn({ phoneTo }));
      expect(answer.status).toBe(400);
      expect(answer.json.fields[0].path).toBe("phoneTo");
    });
  }

  const BODIES: readonly [string, string | object, string][] = [
    ["both destinations", cashIn({ merchantToShortCode: "100000" }), "operations.destination-both"],
    ["no destination", { operationType: "cash-in", amount: "5.00" }, "operations.destination-missing"],
    ["both null", cashIn({ phoneTo: null, merchantToShortCode: null }), "operations.destination-missing"],
    ["an unknown member", cashIn({ colour: "blue" }), "request.unknown-field"],
    ["an unknown member that is null", cashIn({ colour: null }), "request.unknown-field"],
    ["a member of the other type", cashIn({ phoneFrom: "+2348050000001" }), "request.unknown-field"],
    ["__proto__", '{"__proto__":{"amount":"1"},"operationType":"cash-in"}', "request.unknown-field"],
    ["constructor", cashIn({ constructor: "x" }), "request.unknown-field"],
    ["a member named twice", '{"operationType":"cash-in","amount":"5.00","amount":"9.00"}', "request.duplicate-field"],
    ["one named twice, once escaped", '{"amount":"5.00","\\u0061mount":"9.00"}', "request.duplicate-field"],
    ["no type", { amount: "5.00" }, "request.invalid"],
    ["an unknown type", cashIn({ operationType: "top-up" }), "request.invalid"],
    [
      "a number for a short code",
      { operationType: "cash-in", amount: "5.00", merchantToShortCode: 100000 },
      "request.invalid",
    ],
    [
      "a short code with letters",
      { operationType: "cash-in", amount: "5.00", merchantToShortCode: "10000a" },
      "request.invalid",
    ],
    ["a memo of 141 characters", cashIn({ memo: "a".repeat(141) }), "request.invalid"],
    ["a memo with a null byte", cashIn({ memo: "a\u0000b" }), "request.invalid"],
    ["a memo with an invisible character", cashIn({ memo: "a\u202eb" }), "request.invalid"],
    ["a memo that is an object", cashIn({ memo: {} }), "request.invalid"],
    ["half a surrogate pair", '{"operationType":"cash-in","memo":"\\ud800"}', "request.malformed-json"],
    ["a cash-out without a receipt", cashOut({ cashOutFulfillmentID: null }), "request.invalid"],
    ["a cash-out without a type", cashOut({ cashOutFulfillmentType: null }), "request.invalid"],
    ["a cash-out by bank transfer", cashOut({ cashOutFulfillmentType: "bank-transfer" }), "request.invalid"],
    ["a cash-out to somebody", cashOut({ phoneTo: "+2348050000001" }), "request.unknown-field"],
    ["a receipt of 65 characters", cashOut({ cashOutFulfillmentID: "a".repeat(65) }), "request.invalid"],
    ["an empty receipt", cashOut({ cashOutFulfillmentID: " " }), "request.invalid"],
    ["no body", "", "request.malformed-json"],
    ["half a body", '{"amount":', "request.malformed-json"],
    ["a byte-order mark", `\uFEFF${JSON.stringify(cashIn())}`, "request.malformed-json"],
    ["a comment", '{/*x*/"amount":"5.00"}', "request.malformed-json"],
    ["a trailing comma", '{"amount":"5.00",}', "request.malformed-json"],
    ["a list", [cashIn()], "request.invalid"],
    ["a text", '"cash-in"', "request.invalid"],
    ["null", "null", "request.invalid"],
    ["20,000 levels", '{"memo":'.repeat(5_000), "request.malformed-json"],
    ["closed levels", `${"[".repeat(20_000)}${"]".repeat(20_000)}`, "request.malformed-json"],
  ];
  for (const [name, body, code] of BODIES) {
    test(name, async () => {
      const before = await available();
      const answer = await post(body);
      expect(outcome(answer)).toBe(`400 ${code}`);
      expect(answer.json.fields.length).toBeGreaterThan(0);
      expect(await available()).toBe(before);
    });
  }

  test("bytes that are not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from('{"memo":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    expect(outcome(await post(bytes))).toBe("400 request.malformed-json");
  });

  test("everything that is wrong is told at once", async () => {
    const answer = await post({
      operationType: "cash-out-fulfillment",
      phoneFrom: "x",
      cashOutFulfillmentType: "cheque",
      cashOutFulfillmentID: "R",
    });
    expect(answer.json.fields.map(({ path }: { path: string }) => path).sort()).toEqual([
      "amount",
      "cashOutFulfillmentType",
      "phoneFrom",
    ]);
  });
});
