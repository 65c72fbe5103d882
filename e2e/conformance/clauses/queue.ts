import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type Chapter, enough } from "../kit";

const UNKNOWN = "op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const base64 = (value: string) => Buffer.from(value).toString("base64");

/** Requests that wait. */
export const QUEUE: Chapter = {
  title: "Cash-out queue",
  clauses: [
    {
      says: "items, nextCursor and limit; oldest first; a cursor is base64 of <createdAt>|<operationID>",
      check: async (kit) => {
        const { json } = await kit.ask({ rest: "cashouts" });
        assert.equal(json.limit, 100);
        const times = enough<{ createdAt: string }>(json.items, 1, "request that waits").map(
          ({ createdAt }) => createdAt,
        );
        assert.deepEqual(times, [...times].sort());
        for (const one of json.items) assert.equal(one.cursor, base64(`${one.createdAt}|${one.operationID}`));
      },
    },
    {
      says: 'cursors lead through the queue, nothing twice; nextCursor is "" at the end',
      check: async (kit) => {
        const seen: string[] = [];
        let cursor = "";
        // Two short pages, and the rest in long ones.
        for (let page = 0; page === 0 || cursor !== ""; page++) {
          const from = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
          const { json } = await kit.ask({ rest: `cashouts?limit=${page < 2 ? 1 : 500}${from}` });
          seen.push(...json.items.map((one: { operationID: string }) => one.operationID));
          cursor = json.nextCursor;
        }
        enough(seen, 2, "requests that wait");
        assert.equal(new Set(seen).size, seen.length);
      },
    },
    {
      says: "a cursor that the queue could not have issued, and a limit out of range: 400",
      check: async (kit) => {
        for (const cursor of ["x", base64("hello"), ` ${base64(`2026-11-20T20:10:00.000000Z|${UNKNOWN}`)}`]) {
          await kit.refused(400, "pagination.bad-cursor", { rest: `cashouts?cursor=${encodeURIComponent(cursor)}` });
        }
        await kit.refused(400, "pagination.bad-limit", { rest: "cashouts?limit=1001" });
      },
    },
    {
      says: "PUT: a request that does not exist is a 404, a body that is wrong a 400",
      check: async (kit) => {
        const put = { method: "PUT", rest: `cashouts/${UNKNOWN}` };
        await kit.refused(404, "wallets.withdrawal-not-found", { ...put, body: { cashOutFulfillmentType: "cash" } });
        await kit.refused(400, "request.invalid", { ...put, body: {} });
        await kit.refused(400, "request.invalid", { ...put, body: { cashOutFulfillmentType: "cheque" } });
        await kit.refused(400, "request.unknown-field", {
          ...put,
          body: { cashOutFulfillmentType: "cash", amount: "1.00" },
        });
      },
    },
    {
      says: "PUT: 200 with the id of a pending fulfilment; the request leaves the queue, and a second PUT is a 409",
      needs: ["cashOut"],
      check: async (kit) => {
        const { cashOut } = kit.options;
        const transactionID = randomUUID();
        const put = { method: "PUT", rest: `cashouts/${cashOut}` };
        const body = { cashOutFulfillmentType: "bank-transfer", transactionID, memo: "conformance" };
        const { status, json } = await kit.ask({ ...put, body });
        assert.deepEqual([status, Object.keys(json ?? {})], [200, ["operationID"]]);
        const made = (await kit.ask({ rest: `operations/${json.operationID}` })).json;
        assert.deepEqual(
          [made.status, made.operationType, made.cashOutFulfillmentType, made.cashOutFulfillmentID, made.memo],
          ["pending", "cash-out-fulfillment", "bank-transfer", transactionID, "conformance"],
        );
        await kit.refused(409, "wallets.withdrawal-taken", { ...put, body: { cashOutFulfillmentType: "cash" } });
        const { items } = (await kit.ask({ rest: "cashouts?limit=1000" })).json;
        assert.ok(!items.some((one: { operationID: string }) => one.operationID === cashOut), "it waits still");
      },
    },
  ],
};
