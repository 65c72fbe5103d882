import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { ApiRefusal, type ClientOptions, NoAnswer, openClient } from ".";

type Seen = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};
/** One answer of the server; `lost` ends the connection without one, `silent` never answers. */
type Reply = "lost" | "silent" | { status?: number; headers?: Record<string, string>; body?: unknown };

const DISTRIBUTOR = "dst_0190a6f0-3c5e-7b31-9c9d-8a1de0c4b2aa";
const CASH_IN = { operationType: "cash-in", amount: "5.00", phoneTo: "+2348123456781" } as const;
const MADE = { body: { operationID: "op_1" } };
const refusal = (status: number, code: string, seconds?: number): Reply => ({
  status,
  headers: seconds === undefined ? {} : { "retry-after": String(seconds) },
  body: { error: "x", message: "In words.", code, requestId: "r-1" },
});

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers by this script, one line for each request, and a client of it whose waits are noted and not waited for. */
async function open(script: readonly Reply[], options: Partial<ClientOptions> = {}) {
  const seen: Seen[] = [];
  const waits: number[] = [];
  server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    seen.push({ method, url, headers, body: await text(request) });
    const reply = script[seen.length - 1] ?? "lost";
    if (reply === "silent") return;
    if (reply === "lost") return void request.socket.destroy();
    const told = { "content-type": "application/json", "x-request-id": "r-1", ...reply.headers };
    response.writeHead(reply.status ?? 200, told).end(JSON.stringify(reply.body ?? {}));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const client = openClient({
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    distributorID: DISTRIBUTOR,
    key: "uwk_test",
    wait: async (ms) => void waits.push(ms),
    random: () => 0,
    ...options,
  });
  return { client, seen, waits };
}

const keysOf = (seen: readonly Seen[]) => new Set(seen.map(({ headers }) => headers["idempotency-key"]));

describe("a call", () => {
  it("goes to the operation's place, with the key, its query and its body", async () => {
    const { client, seen } = await open([{ body: [] }, MADE, { body: { operationID: "op_2" } }]);
    await client.call("listOperations", { query: { limit: 2, phone: "+234 812", cursor: undefined } as never });
    await client.call("createOperation", { body: CASH_IN });
    await client.call("fulfilCashout", { path: { operationID: "op_/x" }, body: { cashOutFulfillmentType: "cash" } });
    const root = `/api/v1/distributors/${DISTRIBUTOR}`;
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${root}/operations?limit=2&phone=%2B234+812`,
      `POST ${root}/operations`,
      `PUT ${root}/cashouts/op_%2Fx`,
    ]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill("Bearer uwk_test"));
    expect([seen[0]?.body, JSON.parse(seen[1]?.body ?? "")]).toEqual(["", CASH_IN]);
    expect(seen[0]?.headers["idempotency-key"]).toBeUndefined();
  });

  it("tells whether it was replayed, its request id, and where the next page begins", async () => {
    const link = { link: `</api/v1/distributors/${DISTRIBUTOR}/operations?limit=1&cursor=a%3D%3D>; rel="next"` };
    const { client } = await open([
      { ...MADE, headers: { "idempotent-replayed": "true" } },
      { body: [], headers: link },
      { body: { items: [], nextCursor: "b", limit: 1 } },
      { body: { items: [], nextCursor: "", limit: 1 } },
    ]);
    expect(await client.call("createOperation", { body: CASH_IN })).toEqual({
      data: MADE.body,
      requestId: "r-1",
      replayed: true,
      next: null,
    });
    expect((await client.call("listOperations")).next).toBe("a==");
    expect((await client.call("listCashouts")).next).toBe("b");
    expect((await client.call("listCashouts")).next).toBeNull();
  });
});

describe("what passes is tried again", () => {
  it("with the same idempotency key, which is made where none is given", async () => {
    const script: Reply[] = ["lost", refusal(503, "runtime.busy"), refusal(409, "idempotency.in-progress", 1), MADE];
    const own = await open(script);
    expect((await own.client.call("createOperation", { body: CASH_IN, idempotencyKey: "sale-7" })).data).toEqual(
      MADE.body,
    );
    expect(keysOf(own.seen)).toEqual(new Set(["sale-7"]));
    const made = await open(script);
    await made.client.call("createOperation", { body: CASH_IN });
    expect([made.seen.length, keysOf(made.seen).size]).toEqual([4, 1]);
    expect([...keysOf(made.seen)][0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(made.seen.map(({ body }) => body)).size).toBe(1);
  });

  it("after at least what Retry-After says, and a random part that grows", async () => {
    const busy = refusal(503, "runtime.busy");
    const { client, waits } = await open([refusal(429, "api-keys.rate-limited", 17), busy, busy, { body: {} }], {
      random: () => 0.5,
    });
    await client.call("getBalance");
    expect(waits).toEqual([17_000 + 250, 500, 1000]);
  });

  it("when a try takes too long", async () => {
    // On a busy machine a try that is answered may be late, too.
    const { client, seen } = await open(["silent", ...Array(4).fill({ body: {} })], { timeout: 300 });
    await client.call("getBalance");
    expect(seen.length).toBeGreaterThan(1);
  });
});

describe("a call ends", () => {
  it.each([
    [400, "money.malformed"],
    [401, "auth.invalid-api-key"],
    [403, "limits.daily-volume-exceeded"],
    [404, "operations.not-found"],
    [409, "operations.fulfilment-id-used"],
    [422, "ledger.insufficient-float"],
  ])("at once with a refusal that would be the same again: %i %s", async (status, code) => {
    const { client, seen } = await open([refusal(status, code)]);
    const error = await client.call("createOperation", { body: CASH_IN }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiRefusal);
    expect(error).toMatchObject({ status, code, message: "In words.", requestId: "r-1", fields: [] });
    expect(seen).toHaveLength(1);
  });

  it("with the last refusal when the tries are used up", async () => {
    const { client, seen } = await open(Array(3).fill(refusal(503, "runtime.busy")), { tries: 3 });
    await expect(client.call("getBalance")).rejects.toMatchObject({ status: 503, code: "runtime.busy" });
    expect(seen).toHaveLength(3);
  });

  it("where it would have to wait longer than it may", async () => {
    const { client, seen } = await open([refusal(429, "api-keys.rate-limited", 61)]);
    await expect(client.call("getBalance")).rejects.toMatchObject({ status: 429, retryAfter: 61 });
    expect(seen).toHaveLength(1);
  });

  it("with the idempotency key in hand where nobody knows whether it was done", async () => {
    const { client } = await open([], { tries: 2 });
    const error = await client
      .call("createOperation", { body: CASH_IN, idempotencyKey: "sale-8" })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ idempotencyKey: "sale-8" });
  });

  it("when its caller gives it up, without another try", async () => {
    const { client, seen } = await open(["silent"]);
    const giveUp = new AbortController();
    const call = client.call("getBalance", { signal: giveUp.signal });
    const ended = expect(call).rejects.toThrow("enough");
    giveUp.abort(new Error("enough"));
    await ended;
    expect(seen.length).toBeLessThanOrEqual(1);
  });

  it("with a refusal of its own where a proxy answers in words of its own", async () => {
    const { client } = await open(Array(2).fill({ status: 502, body: "<html>" }), { tries: 2 });
    await expect(client.call("getBalance")).rejects.toMatchObject({ status: 502, code: "unknown" });
  });
});
