import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Chapter } from "../kit";

/** Nobody has it: what is sent to it is refused at the latest for that. */
const NOBODY = "+2348000000000";
const BAD_AMOUNTS = [
  "1e3",
  "007",
  ".5",
  "5.",
  "1,000",
  "+5",
  "-5",
  " 5",
  "0.00000001",
  "0",
  "0.00",
  "",
  "five",
  "٥",
  "1000000000000000",
  5000,
  null,
];
const BAD_PHONES = [
  "08123456781",
  "2348123456781",
  "tel:+2348123456781",
  "+234(0)8123456781",
  "+2348123456781;ext=1",
  "+234\u200b8123456781",
  "",
  2348123456781,
];

const cashIn = (more: object = {}) => ({ operationType: "cash-in", amount: "1.00", phoneTo: NOBODY, ...more });
const cashOut = (more: object = {}) => ({
  operationType: "cash-out-fulfillment",
  amount: "1.00",
  phoneFrom: NOBODY,
  cashOutFulfillmentType: "cash",
  cashOutFulfillmentID: randomUUID(),
  ...more,
});

/** What is refused before anything is created. */
export const VALIDATION: Chapter = {
  title: "POST operations: what is refused",
  clauses: [
    {
      says: "an amount that is not a plain decimal in quotes, of the currency's decimals, more than zero: 400",
      check: async (kit) => {
        for (const amount of BAD_AMOUNTS) {
          const { status, json } = await kit.post(cashIn({ amount }));
          assert.deepEqual([status, json.fields?.[0]?.path], [400, "amount"], JSON.stringify(amount));
        }
      },
    },
    {
      says: "a phone that is not in international form: 400",
      check: async (kit) => {
        for (const phoneTo of BAD_PHONES) {
          const { status, json } = await kit.post(cashIn({ phoneTo }));
          assert.deepEqual([status, json.fields?.[0]?.path], [400, "phoneTo"], JSON.stringify(phoneTo));
        }
      },
    },
    {
      says: "both destinations or neither, null being absent: 400",
      check: async (kit) => {
        const rest = "operations";
        await kit.refused(400, "operations.destination-both", {
          rest,
          body: cashIn({ merchantToShortCode: "100000" }),
        });
        await kit.refused(400, "operations.destination-missing", { rest, body: cashIn({ phoneTo: null }) });
      },
    },
    {
      says: "unknown and duplicate members: 400",
      check: async (kit) => {
        const rest = "operations";
        await kit.refused(400, "request.unknown-field", { rest, body: cashIn({ colour: "blue" }) });
        await kit.refused(400, "request.duplicate-field", { rest, body: '{"amount":"1.00","\\u0061mount":"9.00"}' });
      },
    },
    {
      says: "malformed JSON, a byte-order mark, and JSON that is no object: 400",
      check: async (kit) => {
        const rest = "operations";
        for (const body of ["{", "", `\ufeff${JSON.stringify(cashIn())}`]) {
          await kit.refused(400, "request.malformed-json", {
            rest,
            method: "POST",
            body,
            headers: { "content-type": "application/json" },
          });
        }
        for (const body of ["[]", "null", '"x"']) await kit.refused(400, "request.invalid", { rest, body });
      },
    },
    {
      says: "a content type that is not JSON: 415; a body over 64 KiB: 413",
      check: async (kit) => {
        const rest = "operations";
        const headers = { "content-type": "text/plain" };
        await kit.refused(415, "request.unsupported-media-type", { rest, body: cashIn(), headers });
        await kit.refused(413, "request.too-large", { rest, body: cashIn({ memo: "a".repeat(65_536) }) });
      },
    },
    {
      says: "a cash-out without its receipt, or paid otherwise than in cash: 400",
      check: async (kit) => {
        const rest = "operations";
        await kit.refused(400, "request.invalid", { rest, body: cashOut({ cashOutFulfillmentID: null }) });
        await kit.refused(400, "request.invalid", { rest, body: cashOut({ cashOutFulfillmentType: "bank-transfer" }) });
      },
    },
    {
      says: "a phone that nobody registered, and a short code that no merchant has: 422",
      check: async (kit) => {
        const rest = "operations";
        await kit.refused(422, "wallets.unknown-phone", { rest, body: cashIn() });
        await kit.refused(422, "wallets.unknown-phone", { rest, body: cashOut() });
        const body = { operationType: "cash-in", amount: "1.00", merchantToShortCode: "999999999999" };
        await kit.refused(422, "wallets.unknown-short-code", { rest, body });
      },
    },
    {
      says: "an Idempotency-Key of 0 or more than 255 characters: 400",
      check: async (kit) => {
        for (const key of ["", "a".repeat(256)]) {
          const headers = { "idempotency-key": key };
          await kit.refused(400, "idempotency.key-malformed", { rest: "operations", body: cashIn(), headers });
        }
      },
    },
  ],
};
