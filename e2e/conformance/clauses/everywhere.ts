import assert from "node:assert/strict";
import type { Chapter, Kit } from "../kit";

const PATHS = ["balance", "operations", "operations/op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa", "cashouts", "recipients"];
const ABSENT = "dst_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";

/** One text for every key that is none. */
async function isUnauthorized(kit: Kit, headers: Record<string, string>): Promise<void> {
  const answer = await kit.ask({ rest: "balance", key: null, headers });
  const { error, message } = answer.json;
  assert.deepEqual([answer.status, error, message], [401, "Unauthorized", "Invalid or missing API key"]);
}

/** What holds of every answer. */
export const EVERY_ANSWER: Chapter = {
  title: "Every answer",
  clauses: [
    {
      says: "JSON in UTF-8",
      check: async (kit) => {
        const { headers } = await kit.ask({ rest: "balance" });
        assert.match(String(headers["content-type"]), /^application\/json(; charset=utf-8)?$/i);
      },
    },
    {
      says: "carries X-Request-Id, another one each time; refusals repeat it in their body",
      check: async (kit) => {
        const answers = [await kit.ask({ rest: "balance" }), await kit.ask({ rest: "nothing" })];
        assert.notEqual(answers[0]?.headers["x-request-id"], answers[1]?.headers["x-request-id"]);
        assert.equal(answers[1]?.json.requestId, answers[1]?.headers["x-request-id"]);
      },
    },
    {
      says: "a refusal has error, message, code and requestId; a 400 has fields",
      check: async (kit) => {
        const { json } = await kit.refused(400, "pagination.bad-limit", { rest: "operations?limit=0" });
        assert.equal(json.error, "Bad Request");
        assert.equal(json.fields[0].path, "limit");
      },
    },
    {
      says: "a refusal is RFC 9457 where the client accepts application/problem+json",
      check: async (kit) => {
        const headers = { accept: "application/problem+json" };
        const { json } = await kit.refused(400, "pagination.bad-limit", { rest: "operations?limit=0", headers });
        assert.deepEqual([json.title, json.status, json.detail], ["Bad Request", 400, json.message]);
      },
    },
    {
      says: "a path that does not exist is a 404",
      check: async (kit) => {
        for (const path of ["/api/v1", "/api/v1/nothing"]) await kit.refused(404, "request.not-found", { path });
      },
    },
    {
      says: "a method that a path does not have is a 405 with Allow",
      check: async (kit) => {
        const allowed = {
          balance: "GET, HEAD",
          operations: "GET, HEAD, POST",
          cashouts: "GET, HEAD",
          "cashouts/op_x": "PUT",
        };
        for (const [rest, allow] of Object.entries(allowed)) {
          const answer = await kit.refused(405, "request.method-not-allowed", { method: "DELETE", rest });
          assert.equal(answer.headers.allow, allow);
        }
      },
    },
  ],
};

/** Who is let in. */
export const AUTHENTICATION: Chapter = {
  title: "Authentication",
  clauses: [
    { says: "no key: 401, in the contract's words", check: (kit) => isUnauthorized(kit, {}) },
    {
      says: "a malformed, mistyped or unknown key: the same 401",
      check: async (kit) => {
        const { key } = kit.options;
        const mistyped = key.slice(0, 10) + (key[10] === "A" ? "B" : "A") + key.slice(11);
        for (const text of [key, `Bearer ${mistyped}`, "Bearer uwk_short", `Bearer uwk_${"0".repeat(48)}`]) {
          await isUnauthorized(kit, { authorization: text });
        }
      },
    },
    {
      says: "401 comes before anything is said of distributor or body",
      check: async (kit) => {
        const answer = await kit.ask({ path: `/api/v1/distributors/${ABSENT}/operations`, key: null, body: "{" });
        assert.equal(answer.status, 401);
      },
    },
    {
      says: "another's distributor, and one that does not exist, are one and the same 404, before anything is said of the body",
      check: async (kit) => {
        for (const rest of PATHS) {
          await kit.refused(404, "organisations.distributor-not-found", {
            path: `/api/v1/distributors/${ABSENT}/${rest}`,
          });
        }
        await kit.refused(404, "organisations.distributor-not-found", {
          path: `/api/v1/distributors/${ABSENT}/operations`,
          body: "{",
        });
      },
    },
    {
      says: "a key that is not allowed from this address: 403",
      needs: ["barredKey"],
      check: async (kit) =>
        void (await kit.refused(403, "auth.address-not-allowed", {
          rest: "balance",
          key: kit.options.barredKey ?? "",
        })),
    },
    {
      says: "a key without Perform Operations reads, and is refused POST, PUT and recipients: 403",
      needs: ["readingKey"],
      check: async (kit) => {
        const key = kit.options.readingKey ?? "";
        assert.equal((await kit.ask({ rest: "operations?limit=1", key })).status, 200);
        for (const asking of [
          { rest: "operations", body: {} },
          { method: "PUT", rest: "cashouts/op_x", body: {} },
          { rest: "recipients" },
        ]) {
          await kit.refused(403, "api-keys.permission-missing", { ...asking, key });
        }
      },
    },
  ],
};

/** How often a key may ask. */
export const RATE: Chapter = {
  title: "Rate limit",
  clauses: [
    {
      says: "answers to a known key say its rate: RateLimit-Policy and RateLimit, which falls",
      check: async (kit) => {
        const remaining = async () => {
          const { headers } = await kit.ask({ rest: "balance" });
          assert.match(String(headers["ratelimit-policy"]), /^"\w+";q=\d+;w=\d+$/);
          const [, r, t] = /^"\w+";r=(\d+);t=(\d+)$/.exec(String(headers.ratelimit)) ?? [];
          assert.ok(r !== undefined && Number(t) >= 0 && Number(t) <= 60, `RateLimit is ${headers.ratelimit}`);
          return Number(r);
        };
        // A window may end between two of three.
        const [one, two, three] = [await remaining(), await remaining(), await remaining()];
        assert.ok(two < one || three < two, `${one}, ${two}, ${three} remain`);
      },
    },
    {
      says: "over the rate: 429 with Retry-After of at most a minute",
      needs: ["slowKey"],
      check: async (kit) => {
        const key = kit.options.slowKey ?? "";
        let answer = await kit.ask({ rest: "balance", key });
        for (let n = 0; n < 125 && answer.status !== 429; n++) answer = await kit.ask({ rest: "balance", key });
        assert.equal(answer.json.code, "api-keys.rate-limited");
        const seconds = Number(answer.headers["retry-after"]);
        assert.ok(seconds >= 1 && seconds <= 60, `Retry-After is ${answer.headers["retry-after"]}`);
      },
    },
  ],
};
