import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactBody, redactQuery } from "./redact-body";
import { redactText } from "./redact-text";

const PHONE = "+2348123456781";
const KEY = `uwk_${"Ab3".repeat(16)}`;
const UUID = "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";

describe("the log keeps of a body", () => {
  it("what the API knows, phones by country and last four digits, names by their first letter", () => {
    const operation = {
      operationID: `op_${UUID}`,
      distributorID: `dst_${UUID}`,
      operationType: "cash-in",
      status: "pending",
      amount: "123456789.00",
      currency: "NGN",
      phoneTo: PHONE,
      merchantName: "Ada's Shop",
      merchantShortCode: 100000,
      memo: "for Ada Obi",
      blockchainID: `tx_${"0123456789abcdef".repeat(4)}`,
      lastError: null,
      createdAt: "2026-11-21T15:31:15.123456Z",
    };
    expect(redactBody(operation)).toEqual({
      ...operation,
      phoneTo: "+234…6781",
      merchantName: "A•••",
      memo: "•••",
    });
  });

  it.each([
    ["a phone with separators", { phoneTo: "+234 812-345.6781" }, { phoneTo: "+234…6781" }],
    ["a phone without its country", { phoneFrom: "08123456781" }, { phoneFrom: "…6781" }],
    ["a phone that is a number", { phoneTo: 2348123456781 }, { phoneTo: "•••" }],
    ["a phone in a name of a member", { [PHONE]: 1 }, { "+234…6781": "•••" }],
    [
      "a phone with other dashes",
      { cashOutFulfillmentID: "R 0812\u2011345_6781" },
      { cashOutFulfillmentID: "R …6781" },
    ],
    ["a phone as a reference", { cashOutFulfillmentID: "R 0812 345 6781" }, { cashOutFulfillmentID: "R …6781" }],
    ["a phone in other digits", { reference: "٠٨١٢٣٤٥٦٧٨١" }, { reference: "…" }],
    ["a person where a word belongs", { operationType: "for Ada Obi" }, { operationType: "•••" }],
    ["a member that nobody knows", { note: "Ada Obi" }, { note: "•••" }],
    [
      "a key anywhere",
      { status: KEY, [KEY]: KEY, reference: `Bearer ${KEY}` },
      { status: "•••", "•••": "•••", reference: "•••" },
    ],
    [
      "a list, deep",
      { items: [{ from: PHONE }, { from: PHONE }] },
      { items: [{ from: "+234…6781" }, { from: "+234…6781" }] },
    ],
    ["its third item and how many follow", { items: [1, 2, 3, 4, 5] }, { items: [1, 2, 3, "… 2 more"] }],
    [
      "half a pair and a null byte, as the database takes them",
      { reference: "a\u0000b\ud800" },
      { reference: "ab\ufffd" },
    ],
    [
      "a refusal",
      { error: "Bad Request", code: "request.invalid", fields: [{ path: "amount", message: "must be" }] },
      undefined,
    ],
  ])("%s", (_, body, kept) => {
    expect(redactBody(body)).toEqual(kept ?? body);
  });

  it("no phone that a cut leaves the first half of", () => {
    for (let before = 180; before <= 200; before++) {
      const kept = JSON.stringify(redactBody({ reference: `${"x".repeat(before)}${PHONE}` }));
      expect(kept).not.toMatch(/\d{7}/);
    }
  });

  it("4 KB at most, and of more its size", () => {
    const body = {
      fields: [1, 2, 3].map(() =>
        Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`m${n}`, `${n}`.repeat(90)])),
      ),
    };
    expect(Buffer.byteLength(JSON.stringify(redactBody(body)))).toBeLessThanOrEqual(4096);
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${"n".repeat(150)}${n}`, "x"]));
    expect(redactBody(wide)).toEqual({ omitted: expect.stringMatching(/^\d+ bytes$/) });
  });

  it("nothing where there is none", () => {
    expect([redactBody(undefined), redactBody(null)]).toEqual([null, null]);
  });
});

describe("no phone and no key is left", () => {
  const phone = fc
    .tuple(
      fc.constantFrom("+234", "+256", "0", "+1", "00234"),
      fc.stringMatching(/^[1-9][0-9]{8,9}$/),
      fc.constantFrom("", " ", "-", "."),
    )
    .map(([country, digits, between]) => country + digits.replace(/(\d{3})(?=\d)/g, `$1${between}`));
  const secret = fc.oneof(phone, fc.constant(KEY));
  const word = fc.constantFrom(
    "phoneTo",
    "memo",
    "amount",
    "name",
    "reference",
    "status",
    "cashOutFulfillmentID",
    "unknown",
    "message",
    "items",
  );
  const text = fc
    .tuple(fc.string(), secret, fc.string())
    .map(([before, found, after]) => ({ found, text: `${before} ${found} ${after}` }));

  it("whatever text it stands in, and whatever member that belongs to", () => {
    fc.assert(
      fc.property(text, word, fc.boolean(), ({ found, text: whole }, name, nested) => {
        const kept = JSON.stringify(
          redactBody(nested ? { items: [{ [name]: whole }] } : { [name]: whole, [whole]: 1 }),
        );
        expect(kept).not.toContain(found);
        expect(redactText(whole)).not.toContain(found);
        expect(redactQuery(new URLSearchParams({ [name]: whole }).toString())).not.toContain(found);
      }),
      { numRuns: 500 },
    );
  });
});

describe("of a query and a path", () => {
  it("a query keeps its names", () => {
    expect(redactQuery(`?phone=%2B2348123456781&limit=10&status=pending&createdFrom=2026-11-01&x=Ada`)).toBe(
      "phone=+234…6781&limit=10&status=pending&createdFrom=2026-11-01&x=•••",
    );
    expect([redactQuery(""), redactQuery("?")]).toEqual([null, null]);
  });

  it("no part of a query passes for another", () => {
    expect(redactQuery("?a%26b%3D=1&limit=5%26status%3Dpending%0A&next=100%2525")).toBe(
      "a%26b%3D=•••&limit=5%26status%3Dpending%0A&next=•••",
    );
  });

  it("a path keeps its ids", () => {
    const path = `/api/v1/distributors/dst_${UUID}/operations/op_${UUID}`;
    expect(redactText(path)).toBe(path);
    expect(redactText(`/api/v1/distributors/dst_${UUID}/operations/%2B2348123456781`)).toMatch(/\/\+234…6781$/);
  });
});

it("the log keeps of a path no phone that was written with its dashes encoded", () => {
  expect(redactText("/operations/%2B234%2D812%2D345%2D6781")).toBe("/operations/+234…6781");
});
