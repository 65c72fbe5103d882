import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type Chapter, type Kit, NotAsked } from "../kit";

const ours = ({ options: { amount, phone } }: Kit, more: object = {}) => ({
  operationType: "cash-in",
  amount,
  phoneTo: phone,
  memo: "conformance",
  ...more,
});
const read = async (kit: Kit, id: string) => (await kit.ask({ rest: `operations/${id}` })).json;

/** What is created. */
export const CREATING: Chapter = {
  title: "POST operations: what is created",
  clauses: [
    {
      says: "200 with the operation's id and nothing else; it is pending, and names what was asked for",
      needs: ["phone"],
      check: async (kit) => {
        const { status, json } = await kit.post(ours(kit));
        assert.deepEqual([status, Object.keys(json)], [200, ["operationID"]]);
        const made = await read(kit, json.operationID);
        const { phone, distributor } = kit.options;
        assert.deepEqual(
          [made.status, made.operationType, made.phoneTo, made.distributorID, made.memo, made.lastError],
          ["pending", "cash-in", phone, distributor, "conformance", null],
        );
      },
    },
    {
      says: "separators in a phone, white space and the order of members do not matter; null is absent",
      needs: ["phone"],
      check: async (kit) => {
        const phone = kit.options.phone ?? "";
        const spaced = `${phone.slice(0, 4)} ${phone.slice(4, 7)}-${phone.slice(7)}`;
        const body = ours(kit, { phoneTo: spaced, merchantToShortCode: null, cashOutFulfillmentID: null });
        const { json } = await kit.post(` ${JSON.stringify(body, null, 2)}\n`);
        assert.equal((await read(kit, json.operationID)).phoneTo, phone);
      },
    },
    {
      says: "to a merchant: the short code is a string in the request and a number in the operation",
      needs: ["shortCode"],
      check: async (kit) => {
        const { amount, shortCode } = kit.options;
        const { json } = await kit.post({ operationType: "cash-in", amount, merchantToShortCode: shortCode });
        assert.equal((await read(kit, json.operationID)).merchantShortCode, Number(shortCode));
      },
    },
    {
      says: "a cash-out with a receipt, whose customer is asked first or not at all; the same receipt again, however it is written: 409, whatever the idempotency key",
      needs: ["phone"],
      check: async (kit) => {
        const { amount, phone } = kit.options;
        const receipt = `Conformance ${randomUUID()}`;
        const body = {
          operationType: "cash-out-fulfillment",
          amount,
          phoneFrom: phone,
          cashOutFulfillmentType: "cash",
          cashOutFulfillmentID: receipt,
        };
        const { status, json } = await kit.post(body, { "idempotency-key": randomUUID() });
        if (json?.code === "ledger.insufficient-wallet")
          throw new NotAsked("the wallet of --phone has less than --amount");
        assert.equal(status, 200, json?.code);
        const made = await read(kit, json.operationID);
        assert.equal(made.cashOutFulfillmentID, receipt);
        // Whether customers are asked is the issuer's to say.
        assert.ok(made.consent === undefined || made.consent === "awaited", made.consent);
        for (const cashOutFulfillmentID of [receipt, receipt.toUpperCase()]) {
          await kit.refused(409, "operations.fulfilment-id-used", {
            rest: "operations",
            body: { ...body, cashOutFulfillmentID },
            headers: { "idempotency-key": randomUUID() },
          });
        }
      },
    },
    {
      says: "more than the float covers: 422, or 403 where a limit is passed first",
      needs: ["phone"],
      check: async (kit) => {
        const { status, json } = await kit.post(ours(kit, { amount: "999999999999999" }));
        assert.ok(
          status === 403 || (status === 422 && json.code === "ledger.insufficient-float"),
          `${status} ${json.code}`,
        );
      },
    },
  ],
};

/** Once and only once. */
export const IDEMPOTENCY: Chapter = {
  title: "Idempotency",
  clauses: [
    {
      says: "a replay has the same status and body and says Idempotent-Replayed: true; white space and member order do not count",
      needs: ["phone"],
      check: async (kit) => {
        const headers = { "idempotency-key": randomUUID() };
        const first = await kit.post(ours(kit), headers);
        const turned = Object.fromEntries(Object.entries(ours(kit)).reverse());
        const again = await kit.post(JSON.stringify(turned, null, 1), headers);
        assert.deepEqual([again.status, again.json], [200, first.json]);
        assert.deepEqual(
          [first.headers["idempotent-replayed"], again.headers["idempotent-replayed"]],
          [undefined, "true"],
        );
      },
    },
    {
      says: "the same key with another body: 422",
      needs: ["phone"],
      check: async (kit) => {
        const headers = { "idempotency-key": randomUUID() };
        await kit.post(ours(kit), headers);
        await kit.refused(422, "idempotency.key-reused", {
          rest: "operations",
          body: ours(kit, { memo: "other" }),
          headers,
        });
      },
    },
    {
      says: "a refusal is not remembered: its key may be used again",
      needs: ["phone"],
      check: async (kit) => {
        const headers = { "idempotency-key": randomUUID() };
        assert.equal((await kit.post(ours(kit, { amount: "-1" }), headers)).status, 400);
        const made = await kit.post(ours(kit), headers);
        assert.deepEqual([made.status, made.headers["idempotent-replayed"]], [200, undefined]);
      },
    },
    {
      says: "of 5 at once with one key one is made; each answer is it, or a 409 with Retry-After",
      needs: ["phone"],
      check: async (kit) => {
        const headers = { "idempotency-key": randomUUID() };
        const all = await Promise.all(Array.from({ length: 5 }, () => kit.post(ours(kit), headers)));
        assert.equal(new Set(all.filter(({ status }) => status === 200).map(({ json }) => json.operationID)).size, 1);
        for (const { status, json, headers: told } of all.filter((one) => one.status !== 200)) {
          assert.deepEqual(
            [status, json.code, Number(told["retry-after"]) >= 1],
            [409, "idempotency.in-progress", true],
          );
        }
      },
    },
  ],
};
