import { describe, expect, it } from "vitest";
import { objectionsTo } from "./judge";
import type { Received } from "./send";

const ROOT = "/api/v1/distributors/dst_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const REQUEST_ID = "0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const BALANCE = { balance: "1.00", currency: "NGN", posted: "1.00", held: "0.00" };
const refusal = (code: string) => ({ error: "x", message: "x", code, requestId: REQUEST_ID, fields: [] });

/** An answer as it should be, but for what is changed. */
function answer(status: number, json: unknown, headers: Record<string, string | undefined> = {}): Received {
  const all = { "content-type": "application/json; charset=utf-8", "x-request-id": REQUEST_ID, ...headers };
  const told = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return { status, headers: told, text: json === null ? "" : JSON.stringify(json), json };
}
const judge = (method: string, rest: string, received: Received) =>
  objectionsTo({ method, path: `${ROOT}/${rest}` }, received);

describe("an answer that is in the document", () => {
  it.each([
    ["GET", "balance", answer(200, BALANCE)],
    ["GET", "balance", answer(200, BALANCE, { "ratelimit-policy": '"key";q=600;w=60', ratelimit: '"key";r=1;t=2' })],
    ["HEAD", "balance", answer(200, null)],
    ["GET", "operations?limit=1", answer(200, [], { link: '</x>; rel="next"' })],
    ["GET", "balance", answer(401, refusal("auth.invalid-api-key"), { "www-authenticate": "Bearer" })],
    ["GET", "balance", answer(429, refusal("api-keys.rate-limited"), { "retry-after": "7" })],
    ["POST", "operations", answer(200, { operationID: "op_1" }, { "idempotent-replayed": "true" })],
    ["DELETE", "balance", answer(405, refusal("request.method-not-allowed"), { allow: "GET, HEAD" })],
    ["GET", "nothing", answer(404, refusal("request.not-found"))],
  ])("%s %s is not objected to", (method, rest, received) => {
    expect(judge(method, rest, received)).toEqual([]);
  });
});

describe("an answer that is not in the document is objected to", () => {
  const cases: [string, string, string, Received][] = [
    ["a member too many", "GET", "balance", answer(200, { ...BALANCE, colour: "blue" })],
    ["a member too few", "GET", "balance", answer(200, { balance: "1.00" })],
    ["a number for a text", "GET", "balance", answer(200, { ...BALANCE, balance: 1 })],
    ["a status that it does not have", "GET", "balance", answer(201, BALANCE)],
    ["a 500 with a code of its own", "GET", "balance", answer(500, refusal("runtime.oops"))],
    ["a code of another status", "GET", "balance", answer(400, refusal("ledger.insufficient-float"))],
    [
      "a refusal without a request id",
      "GET",
      "balance",
      answer(404, { error: "x", message: "x", code: "organisations.distributor-not-found" }),
    ],
    ["no X-Request-Id", "GET", "balance", answer(200, BALANCE, { "x-request-id": undefined })],
    ["a header that it does not have", "GET", "balance", answer(200, BALANCE, { link: "</x>" })],
    [
      "a Retry-After that is no number",
      "GET",
      "balance",
      answer(429, refusal("api-keys.rate-limited"), { "retry-after": "soon" }),
    ],
    ["HTML", "GET", "balance", answer(200, BALANCE, { "content-type": "text/html" })],
    ["a HEAD with a body", "HEAD", "balance", answer(200, BALANCE)],
    ["a 405 without Allow", "DELETE", "balance", answer(405, refusal("request.method-not-allowed"))],
    [
      "a 405 for a method that is there",
      "GET",
      "balance",
      answer(405, refusal("request.method-not-allowed"), { allow: "GET" }),
    ],
    ["a 200 where there is nothing", "GET", "nothing", answer(200, {})],
  ];
  it.each(cases)("%s", (_, method, rest, received) => {
    expect(judge(method, rest, received)).not.toEqual([]);
  });
});
