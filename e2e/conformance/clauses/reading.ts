import assert from "node:assert/strict";
import { type Chapter, enough } from "../kit";
import { idsOf, walk, whileStill } from "../lists";

const UNKNOWN = "op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const DECIMAL = /^(0|[1-9]\d*)(\.\d+)?$/;
type Made = { readonly status: string; readonly operationType: string };

const PLACES = ["walletOperationID", "sequenceNumber", "blockchainID"];
const BAD_LIMITS = ["0", "1001", "-1", "1.5", "1e2", "x", "", "%201"];

const base64 = (value: string) => Buffer.from(value).toString("base64");
const placesOf = (one: object) => PLACES.filter((name) => name in one).length;
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

/** Operations that were made. */
export const OPERATIONS: Chapter = {
  title: "Operations",
  clauses: [
    {
      says: "a bare array, newest first, at most 100 unless told",
      check: async (kit) => {
        const { json } = await kit.ask({ rest: "operations" });
        assert.ok(Array.isArray(json) && json.length <= 100);
        const times = enough(json, 2, "operations").map(({ createdAt }) => Date.parse(createdAt));
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
      says: 'Link (rel="next") leads through the list, nothing twice',
      check: async (kit) => {
        const ids = enough(await walk(kit, "operations?limit=2", 4), 3, "operations");
        assert.equal(new Set(ids).size, ids.length);
        const whole = idsOf((await kit.ask({ rest: "operations?limit=1000" })).json);
        assert.deepEqual(
          whole.filter((id) => ids.includes(id)),
          ids,
        );
      },
    },
    {
      says: "offset passes over so many of the same list",
      check: async (kit) => {
        await whileStill(kit, "operations?limit=5", async (list) => {
          const ids = enough(idsOf(list), 3, "operations");
          assert.deepEqual(idsOf((await kit.ask({ rest: "operations?limit=3&offset=2" })).json), ids.slice(2));
          assert.deepEqual(idsOf((await kit.ask({ rest: "operations?limit=1&offset=1" })).json), ids.slice(1, 2));
        });
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
        assert.deepEqual((await kit.ask({ rest: "operations?reference=nobody-has-this-reference" })).json, []);
        for (const query of ["status=open", "operationType=api-key", "createdFrom=yesterday", "createdTo=2026-11-20"]) {
          await kit.refused(400, "request.invalid", { rest: `operations?${query}` });
        }
        await kit.refused(400, "phone.malformed", { rest: "operations?phone=08123456781" });
        const rest = "operations?status=pending&operationType=cash-in&createdFrom=2020-01-01T00:00:00Z";
        for (const one of enough<Made>((await kit.ask({ rest })).json, 1, "pending cash-in"))
          assert.deepEqual([one.status, one.operationType], ["pending", "cash-in"]);
      },
    },
    {
      says: "one operation is the same object as in the list; an unknown one is a 404",
      check: async (kit) => {
        for (const id of [UNKNOWN, "op_x", "wo_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa"]) {
          await kit.refused(404, "operations.not-found", { rest: `operations/${id}` });
        }
        await whileStill(kit, "operations?limit=3", async (list) => {
          for (const one of enough(list, 1, "operation"))
            assert.deepEqual((await kit.ask({ rest: `operations/${one.operationID}` })).json, one);
        });
      },
    },
    {
      says: "walletOperationID, sequenceNumber and blockchainID stand on completed operations",
      check: async (kit) => {
        for (const one of enough<object>(
          (await kit.ask({ rest: "operations?status=completed&limit=20" })).json,
          1,
          "completed",
        ))
          assert.equal(placesOf(one), PLACES.length);
      },
    },
    {
      says: "and on no pending one",
      check: async (kit) => {
        for (const one of enough<object>(
          (await kit.ask({ rest: "operations?status=pending&limit=20" })).json,
          1,
          "pending",
        ))
          assert.equal(placesOf(one), 0);
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
