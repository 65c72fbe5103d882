import { expect, test } from "@playwright/test";
import { ask, foreign, hasFront, outcome, own, pathOf } from "../../support/distributor-api";

const GETS = ["balance", "operations", "operations/op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa", "cashouts", "recipients"];
const PUT = "cashouts/op_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const ALL = [
  ...GETS.map((rest) => ({ method: "GET", rest })),
  { method: "POST", rest: "operations" },
  { method: "PUT", rest: PUT },
];

/** The key with one character changed: it has the form of one, and its checksum is wrong. */
const mistyped = own.apiKey.slice(0, 10) + (own.apiKey[10] === "A" ? "B" : "A") + own.apiKey.slice(11);

for (const { method, rest } of ALL) {
  test.describe(`${method} ${rest}`, () => {
    test("401 without a good key, one text for all of them", async () => {
      const headers = [
        {},
        { authorization: "" },
        { authorization: own.apiKey },
        { authorization: "Basic dXNlcjpwYXNz" },
        { authorization: "Bearer" },
        { authorization: `Bearer ${mistyped}` },
        { authorization: "Bearer uwk_short" },
        { authorization: `Bearer ${own.apiKey}x` },
        { authorization: `Bearer ${own.apiKey} ${own.apiKey}` },
        { authorization: `Bearer uwk_${"0".repeat(48)}` },
        { "x-api-key": own.apiKey },
      ];
      for (const header of headers) {
        const answer = await ask({ method, path: pathOf(rest), key: null, headers: header as Record<string, string> });
        const { requestId, ...body } = answer.json;
        expect({ status: answer.status, ...body }).toEqual({
          status: 401,
          error: "Unauthorized",
          message: "Invalid or missing API key",
          code: "auth.invalid-api-key",
        });
        expect(answer.headers["www-authenticate"]).toBe("Bearer");
        expect(requestId).toBe(answer.headers["x-request-id"]);
      }
    });

    test("404 for another's distributor as for one that does not exist", async () => {
      const ids = [
        foreign.id,
        "dst_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa",
        "dst_x",
        "200002",
        own.id.slice(4),
        own.id.toUpperCase(),
      ];
      const bodies = new Set<string>();
      for (const id of ids) {
        const answer = await ask({ method, path: pathOf(rest, { ...own, id }), body: "{" });
        expect(outcome(answer)).toBe("404 organisations.distributor-not-found");
        bodies.add(JSON.stringify({ ...answer.json, requestId: "" }));
      }
      expect(bodies.size).toBe(1);
    });

    test("400 for a query parameter that is not known, or given twice", async () => {
      const body =
        method === "POST"
          ? { operationType: "cash-in", amount: "1.00", phoneTo: "+2348050000001" }
          : { cashOutFulfillmentType: "cash" };
      const answer = await ask({ method, path: pathOf(`${rest}?colour=blue`), ...(method === "GET" ? {} : { body }) });
      expect(outcome(answer)).toBe("400 request.unknown-field");
      expect(answer.json.fields).toEqual([{ path: "colour", message: "is not known here" }]);
      const twice = await ask({
        method,
        path: pathOf(`${rest}?limit=1&limit=1`),
        ...(method === "GET" ? {} : { body }),
      });
      expect(outcome(twice)).toBe("400 request.duplicate-field");
    });
  });
}

test.describe("methods", () => {
  const allowed: Record<string, string> = {
    balance: "GET, HEAD",
    operations: "GET, HEAD, POST",
    "operations/op_x": "GET, HEAD",
    cashouts: "GET, HEAD",
    "cashouts/op_x": "PUT",
    recipients: "GET, HEAD",
  };
  for (const [rest, allow] of Object.entries(allowed)) {
    test(`405 with Allow: ${allow} on ${rest}, with a key and without`, async () => {
      for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"].filter((name) => !allow.includes(name))) {
        for (const key of [own.apiKey, null]) {
          const answer = await ask({ method, path: pathOf(rest), key });
          expect(outcome(answer)).toBe("405 request.method-not-allowed");
          expect(answer.headers.allow).toBe(allow);
        }
      }
    });
  }

  test("HEAD is GET without its body", async () => {
    const answer = await ask({ method: "HEAD", path: pathOf("balance") });
    expect([answer.status, answer.text]).toEqual([200, ""]);
  });
});

test.describe("errors", () => {
  test("404 in the API's own form for paths that it does not have", async () => {
    for (const path of [
      "/api/v1",
      "/api/v1/nothing",
      "/api/v1/distributors",
      pathOf("nothing"),
      pathOf("balance/more"),
      "/api/v1/merchants/x/balance",
    ]) {
      expect(outcome(await ask({ path }))).toBe("404 request.not-found");
    }
  });

  test("are RFC 9457 as well where the client accepts it", async () => {
    const headers = { accept: "application/problem+json, application/json;q=0.9" };
    const answer = await ask({ path: pathOf("operations?limit=x"), headers });
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.json).toMatchObject({
      type: "about:blank",
      title: "Bad Request",
      status: 400,
      error: "Bad Request",
      code: "pagination.bad-limit",
      fields: [{ path: "limit" }],
    });
    expect(answer.json.detail).toBe(answer.json.message);
  });

  test("and answers are never kept by a cache, are typed, and have an id of their own", async () => {
    const answers = [await ask({ path: pathOf("balance") }), await ask({ path: pathOf("nothing") })];
    for (const { headers } of answers) {
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["content-type"]).toBe("application/json; charset=utf-8");
      expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(answers[0]?.headers["x-request-id"]).not.toBe(answers[1]?.headers["x-request-id"]);
  });
});

test("the OpenAPI document is served", async () => {
  const answer = await ask({ path: "/api/openapi/distributor-v1", key: null });
  expect([answer.status, answer.json.openapi]).toEqual([200, "3.1.0"]);
});

test("health: alive and ready", async () => {
  expect((await ask({ path: "/api/health", key: null })).json).toEqual({ status: "alive" });
  const ready = await ask({ path: "/api/health/ready", key: null });
  expect(ready.json).toEqual({ status: "ready", checks: { database: "ok", migrations: "ok", durability: "ok" } });
});

if (hasFront) {
  test("TRACE is a 405 and does not hang", async () => {
    const answer = await ask({ method: "TRACE", path: pathOf("operations") });
    expect([answer.status, answer.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  });
}
