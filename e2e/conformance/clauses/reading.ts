import assert from "node:assert/strict";
import type { Chapter, Kit } from "../kit";

const UNKNOWN = "op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const DECIMAL = /^(0|[1-9]\d*)(\.\d+)?$/;
const BAD_LIMITS = ["0", "1001", "-1", "1.5", "1e2", "x", "", "%201"];

const base64 = (value: string) => Buffer.from(value).toString("base64");
const minor = (amount: string) => BigInt(amount.replace(".", ""));

/** What may still be spent. */
export const BALANCE: Chapter = {
  title: "Balance",
  clauses: [
    {
      says: "a decimal string: what is posted less what is held",
      check: async (kit) => {
        const { status, json } = await kit.ask({ rest: "balance" });
        assert.equal(status, 200);
        for (const name of ["balance", "posted", "held"]) assert.match(json[name], DECIMAL);
        assert.equal(minor(json.balance), minor(json.posted) - minor(json.held));
      },
    },
    {
      says: "HEAD is GET without its body",
      check: async (kit) => assert.equal((await kit.ask({ method: "HEAD", rest: "balance" })).status, 200),
    },
    {
      says: "an unknown parameter, and one that is given twice: 400",
      check: async (kit) => {
        await kit.refused(400, "request.unknown-field", { rest: "balance?colour=blue" });
        await kit.refused(400, "request.duplicate-field", { rest: "operations?limit=1&limit=1" });
      },
    },
  ],
};

/** Walks along `Link` for so many pages at most; the ids that were seen. */
async function walk(kit: Kit, rest: string, pages: number): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = `/api/v1/distributors/${kit.options.distributor}/${rest}`;
  for (let n = 0; n < pages && next; n++) {
    const { json, headers } = await kit.ask({ path: next });
    ids.push(...json.map((one: { operationID: string }) => one.operationID));
    next = /<([^>]+)>; rel="next"/.exec(String(headers.link ?? ""))?.[1];
  }
  return ids;
}

/** Operations that were made. */
export const OPERATIONS: Chapter = {
  title: "Operations",
  clauses: [
    {
      says: "a bare array, newest first, at most 100 unless told",
      check: async (kit) => {
        const { json } = await kit.ask({ rest: "operations" });
        assert.ok(Array.isArray(json) && json.length <= 100);
        const times = json.map((one: { createdAt: string }) => Date.parse(one.createdAt));
        assert.deepEqual(
          times,
          [...times].sort((a, b) => b - a),
        );
      },
    },
    {
      says: "limit from 1 to 1000 and offset from 0; anything else is a 400",
      check: async (kit) => {
        for (const limit of BAD_LIMITS)
          await kit.refused(400, "pagination.bad-limit", { rest: `operations?limit=${limit}` });
        for (const offset of ["-1", "1.0", "x"])
          await kit.refused(400, "pagination.bad-limit", { rest: `operations?offset=${offset}` });
        assert.equal((await kit.ask({ rest: "operations?limit=1000&offset=0" })).status, 200);
      },
    },
    {
      says: 'Link (rel="next") leads through the list, nothing twice; offset passes over',
      check: async (kit) => {
        const ids = await walk(kit, "operations?limit=2", 4);
        assert.equal(new Set(ids).size, ids.length);
        const { json } = await kit.ask({ rest: "operations?limit=4" });
        const inOrder = json
          .map((one: { operationID: string }) => one.operationID)
          .filter((id: string) => ids.includes(id));
        assert.deepEqual(
          inOrder,
          ids.filter((id) => inOrder.includes(id)),
        );
      },
    },
    {
      says: "a cursor that the list could not have issued: 400",
      check: async (kit) => {
        for (const cursor of ["x", "AAAA", base64(`2099-01-01T00:00:00.000000Z|${UNKNOWN}`)]) {
          await kit.refused(400, "pagination.bad-cursor", { rest: `operations?cursor=${encodeURIComponent(cursor)}` });
        }
      },
    },
    {
      says: "filters: status, operationType, phone, reference, createdFrom, createdTo; a value that is none of theirs is a 400",
      check: async (kit) => {
        const { json } = await kit.ask({
          rest: "operations?status=pending&operationType=cash-in&createdFrom=2020-01-01T00:00:00Z",
        });
        for (const one of json) assert.deepEqual([one.status, one.operationType], ["pending", "cash-in"]);
        assert.deepEqual((await kit.ask({ rest: "operations?reference=nobody-has-this-reference" })).json, []);
        for (const query of ["status=open", "operationType=api-key", "createdFrom=yesterday", "createdTo=2026-11-20"]) {
          await kit.refused(400, "request.invalid", { rest: `operations?${query}` });
        }
        await kit.refused(400, "phone.malformed", { rest: "operations?phone=08123456781" });
      },
    },
    {
      says: "one operation is the same object as in the list; an unknown one is a 404",
      check: async (kit) => {
        const [first] = (await kit.ask({ rest: "operations?limit=1" })).json;
        if (first)
          assert.equal(
            (await kit.ask({ rest: `operations/${first.operationID}` })).json.operationID,
            first.operationID,
          );
        for (const id of [UNKNOWN, "op_x", "wo_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa"]) {
          await kit.refused(404, "operations.not-found", { rest: `operations/${id}` });
        }
      },
    },
    {
      says: "walletOperationID, sequenceNumber and blockchainID stand on completed operations and on no pending one",
      check: async (kit) => {
        const names = ["walletOperationID", "sequenceNumber", "blockchainID"];
        const there = (one: object) => names.filter((name) => name in one).length;
        for (const one of (await kit.ask({ rest: "operations?status=completed&limit=20" })).json)
          assert.equal(there(one), 3);
        for (const one of (await kit.ask({ rest: "operations?status=pending&limit=20" })).json)
          assert.equal(there(one), 0);
      },
    },
  ],
};

/** Requests that wait. */
export const QUEUE: Chapter = {
  title: "Cash-out queue",
  clauses: [
    {
      says: "items, nextCursor and limit; oldest first; a cursor is base64 of <createdAt>|<operationID>",
      check: async (kit) => {
        const { json } = await kit.ask({ rest: "cashouts" });
        assert.equal(json.limit, 100);
        const times = json.items.map((one: { createdAt: string }) => one.createdAt);
        assert.deepEqual(times, [...times].sort());
        for (const one of json.items) assert.equal(one.cursor, base64(`${one.createdAt}|${one.operationID}`));
      },
    },
    {
      says: 'cursors lead through the queue, nothing twice; nextCursor is "" at the end',
      check: async (kit) => {
        const seen: string[] = [];
        let cursor = "";
        do {
          const from = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
          const { json } = await kit.ask({ rest: `cashouts?limit=500${from}` });
          seen.push(...json.items.map((one: { operationID: string }) => one.operationID));
          cursor = json.nextCursor;
        } while (cursor !== "");
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
  ],
};

/** Whose it is. */
export const RECIPIENTS: Chapter = {
  title: "Recipients",
  clauses: [
    {
      says: "neither or both of phone and shortCode, and a malformed one: 400",
      check: async (kit) => {
        await kit.refused(400, "request.invalid", { rest: "recipients" });
        await kit.refused(400, "request.invalid", { rest: "recipients?phone=%2B2348050000001&shortCode=100000" });
        await kit.refused(400, "phone.malformed", { rest: "recipients?phone=08123456781" });
      },
    },
    {
      says: "a registered phone has a masked name, however it is written",
      needs: ["phone"],
      check: async (kit) => {
        const phone = kit.options.phone ?? "";
        const spellings = [phone, `${phone.slice(0, 4)} ${phone.slice(4)}`];
        const names = await Promise.all(
          spellings.map(
            async (text) => (await kit.ask({ rest: `recipients?phone=${encodeURIComponent(text)}` })).json.name,
          ),
        );
        assert.match(names[0], /•/);
        assert.equal(names[0], names[1]);
      },
    },
    {
      says: "a merchant's short code has a masked name",
      needs: ["shortCode"],
      check: async (kit) => {
        const { json } = await kit.ask({ rest: `recipients?shortCode=${kit.options.shortCode}` });
        assert.match(json.name, /•/);
      },
    },
  ],
};
