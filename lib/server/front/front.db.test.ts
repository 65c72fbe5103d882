import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPortal, pathOf, type TestPortal } from "@/db/test/portal";
import type { TestDistributor } from "@/db/test/world";
import { noteAway, noteShown } from "@/lib/http/away-requests";
import { noteEntered } from "@/lib/http/entered-actions";

type Raw = { readonly status: number; readonly headers: Record<string, unknown>; readonly text: string };
type Ask = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
};

/** What the stand-in for Next tells of the request that reached it. */
type Seen = { readonly headers: Record<string, string>; readonly body: string };

describe("the front server", () => {
  let portal: TestPortal;
  let own: TestDistributor;
  let secret: string;

  beforeAll(async () => {
    portal = await openPortal(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.setHeader("cache-control", "public, max-age=31536000");
      if (request.url?.startsWith("/entered")) noteEntered(String(request.headers["x-request-id"]));
      const { "x-request-id": requestId } = request.headers;
      if (request.url === "/shown") noteShown(String(requestId), { status: 429, retryAfterSeconds: 7 });
      if (request.url?.startsWith("/away")) noteAway(String(request.headers["x-request-id"]));
      if (/^\/(?:fails|entered|away\/fails)/.test(request.url ?? "")) response.statusCode = 500;
      if (request.url?.startsWith("/away/not-taken")) response.statusCode = 401;
      response.end(JSON.stringify({ headers: request.headers, body: Buffer.concat(chunks).toString() }));
    });
    own = await portal.world.distributor(0n);
    secret = await portal.key(own, await own.person("Maker", ["maker"]));
  });
  afterAll(() => portal.close());

  /** fetch() hides or corrects half of what is asked here. */
  function ask({ method = "GET", path, headers = {}, body }: Ask): Promise<Raw> {
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(`${portal.origin}/`, { method, path, headers }, (response) => {
        let text = "";
        response.on("data", (chunk) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  /** The first line of the answer to bytes that are sent as they are. */
  function sendBytes(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(portal.origin).port), "127.0.0.1", () => socket.write(bytes));
      let text = "";
      socket.on("data", (chunk) => (text += chunk));
      socket.on("close", () => resolve(text.split("\r\n")[0] ?? ""));
      socket.on("error", reject);
      socket.setTimeout(5_000, () => socket.destroy());
    });
  }

  const seenBy = async (asked: Ask) => JSON.parse((await ask(asked)).text) as Seen;
  const same = () => ({ origin: portal.origin });

  it("hands a page to Next with what it knows of the client, and nothing that the client says of itself", async () => {
    const { headers } = await seenBy({
      path: "/operations",
      headers: {
        "x-forwarded-for": "10.1.2.3",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        forwarded: "for=10.1.2.3",
        "x-real-ip": "10.1.2.3",
        "x-portal-peer": "10.1.2.3",
        "x-portal-proof": "guess",
        "x-portal-path": "/elsewhere",
        "x-middleware-subrequest": "proxy",
        "x-matched-path": "/trial",
        "content-security-policy": "script-src 'nonce-mine'",
        "next-router-state-tree": "garbage",
      },
    });
    expect(headers["x-portal-peer"]).toBe("127.0.0.1");
    expect(headers["content-security-policy"]).toMatch(
      /script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic';/,
    );
    expect(
      Object.keys(headers).filter((name) => /forward|real-ip|middleware|matched|router|portal-path/.test(name)),
    ).toEqual(["x-portal-forwarded"]);
  });

  it("sends security headers, a policy with a new nonce, and a request id with each page", async () => {
    const [first, second] = [await ask({ path: "/" }), await ask({ path: "/" })];
    expect(first.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "x-frame-options": "DENY",
    });
    expect(first.headers["content-security-policy"]).toMatch(/frame-ancestors 'none'/);
    expect(first.headers["content-security-policy"]).not.toBe(second.headers["content-security-policy"]);
    expect(first.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.headers["strict-transport-security"]).toBeUndefined();
  });

  it("lets nothing that was made for somebody with a cookie be stored, but built files", async () => {
    const headers = { cookie: "portal.session=x" };
    expect((await ask({ path: "/", headers })).headers["cache-control"]).toBe("private, no-store");
    expect((await ask({ path: "/_next/static/a.js", headers })).headers["cache-control"]).toMatch(/max-age/);
    expect((await ask({ path: "/" })).headers["cache-control"]).toMatch(/max-age/);
  });

  it("gives a form's body on to Next as it came, whether its length was told or not", async () => {
    const body = "field=value&more=%C3%A9";
    const headers = { ...same(), "content-type": "application/x-www-form-urlencoded" };
    const told = await seenBy({
      method: "POST",
      path: "/",
      headers: { ...headers, "content-length": String(body.length) },
      body,
    });
    const chunked = await seenBy({
      method: "POST",
      path: "/",
      headers: { ...headers, "transfer-encoding": "chunked" },
      body,
    });
    expect([told.body, chunked.body]).toEqual([body, body]);
    expect(chunked.headers["content-length"]).toBe(String(body.length));
    expect(chunked.headers["transfer-encoding"]).toBeUndefined();
  });

  it.each([
    ["a cookie and no Origin", { cookie: "a=b" }, 403],
    ["a foreign Origin", { origin: "https://evil.example" }, 403],
    ["an opaque Origin", { origin: "null", cookie: "a=b" }, 403],
    ["an action without Origin", { "next-action": "a".repeat(42) }, 403],
  ])("a POST to a page with %s does not reach Next", async (_, headers, status) => {
    const answer = await ask({ method: "POST", path: "/", headers: headers as Record<string, string>, body: "x" });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, "request.bad-origin"]);
  });

  it.each([
    ["JSON that is none", { "content-type": "application/json" }, "{", 400],
    ["an empty JSON body", { "content-type": "application/json" }, "", 400],
    ["a form without a boundary", { "content-type": "multipart/form-data" }, "x", 400],
    [
      "half a form",
      { "content-type": "multipart/form-data; boundary=b" },
      "--b\r\ncontent-disposition: form-data",
      400,
    ],
    ["an action that has no such id", { "next-action": "x", "content-type": "text/plain" }, "[]", 400],
    [
      "an action whose arguments are no JSON",
      { "next-action": "a".repeat(42), "content-type": "text/plain" },
      "{",
      400,
    ],
    ["an action of another type", { "next-action": "a".repeat(42), "content-type": "image/png" }, "x", 415],
  ])("a POST to a page with %s does not reach Next", async (_, headers, body, status) => {
    const all = { ...same(), ...(headers as Record<string, string>) };
    expect((await ask({ method: "POST", path: "/", headers: all, body })).status).toBe(status);
  });

  it("an action that Next could not even begin had a bad request; one that began and failed is a bug of ours", async () => {
    const headers = { ...same(), "next-action": "a".repeat(42), "content-type": "text/plain" };
    const statusOf = async (path: string) => (await ask({ method: "POST", path, headers, body: "[]" })).status;
    expect([await statusOf("/fails"), await statusOf("/entered"), await statusOf("/")]).toEqual([400, 500, 200]);
    expect((await ask({ path: "/fails" })).status).toBe(500);
  });

  it("a page that shows a refusal by itself has its status, and the next page its own", async () => {
    const { status, headers } = await ask({ path: "/shown" });
    expect([status, headers["retry-after"], headers["cache-control"]]).toEqual([429, "7", "no-store"]);
    expect((await ask({ path: "/" })).status).toBe(200);
  });

  it("what met a database that is away is a 503 that says when to come back, whatever Next makes of it", async () => {
    const action = { ...same(), "next-action": "a".repeat(42), "content-type": "text/plain" };
    const answers = await Promise.all([
      ask({ path: "/away/fails", headers: { cookie: "portal.session=x" } }),
      ask({ method: "POST", path: "/away/returns", headers: action, body: "[]" }),
      ask({ method: "POST", path: "/away/not-taken", headers: same(), body: "code=1" }),
    ]);
    for (const { status, headers } of answers) {
      expect([status, headers["retry-after"], headers["cache-control"]]).toEqual([503, "1", "no-store"]);
    }
    // A page whose frame was read shows itself what it could not read.
    expect((await ask({ path: "/away/shows" })).status).toBe(200);
  });

  it("a page's body over 1 MiB is a 413, told or not, and the connection's next request is answered", async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, "a");
    const headers = { ...same(), "content-type": "text/plain" };
    const told = await ask({
      method: "POST",
      path: "/",
      headers: { ...headers, "content-length": String(body.length) },
      body,
    });
    const chunked = await ask({
      method: "POST",
      path: "/",
      headers: { ...headers, "transfer-encoding": "chunked" },
      body,
    });
    expect([told.status, chunked.status]).toEqual([413, 413]);
    expect((await ask({ path: "/" })).status).toBe(200);
  });

  it("an API body over 64 KiB is a 413, told or not", async () => {
    const body = Buffer.alloc(64 * 1024 + 1, " ");
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const path = pathOf(own, "operations");
    const told = await ask({
      method: "POST",
      path,
      headers: { ...headers, "content-length": String(body.length) },
      body,
    });
    const chunked = await ask({ method: "POST", path, headers: { ...headers, "transfer-encoding": "chunked" }, body });
    expect([told.status, chunked.status]).toEqual([413, 413]);
    // Without a key the length is no secret, and what is in the body is none of its business.
    const stranger = { "content-type": "application/json", "transfer-encoding": "chunked" };
    expect((await ask({ method: "POST", path, headers: stranger, body })).status).toBe(401);
  });

  it("HEAD on the API is GET without its body", async () => {
    const headers = { authorization: `Bearer ${secret}` };
    const path = pathOf(own, "balance");
    const [head, get] = [await ask({ method: "HEAD", path, headers }), await ask({ path, headers })];
    expect([head.status, head.text, head.headers["content-length"]]).toEqual([200, "", get.headers["content-length"]]);
  });

  it.each([
    ["balance", "GET, HEAD"],
    ["operations", "GET, HEAD, POST"],
    ["operations/op_x", "GET, HEAD"],
    ["cashouts", "GET, HEAD"],
    ["cashouts/op_x", "PUT"],
    ["recipients", "GET, HEAD"],
  ])("methods that %s does not have are a 405 with Allow: %s", async (rest, allow) => {
    for (const method of ["DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"]) {
      const answer = await ask({ method, path: pathOf(own, rest) });
      expect({ method, status: answer.status, allow: answer.headers.allow }).toEqual({ method, status: 405, allow });
    }
  });

  it.each(["TRACE", "PROPFIND", "LINK"])("%s on a page is a 405 and does not hang", async (method) => {
    const answer = await ask({ method, path: "/" });
    expect([answer.status, answer.headers.allow]).toEqual([405, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]);
  });

  it.each([
    ["no HTTP", "hello\r\n\r\n", /^HTTP\/1.1 400/],
    ["an unknown method", "FOO / HTTP/1.1\r\nhost: a\r\n\r\n", /^HTTP\/1.1 400/],
    ["no Host", "GET / HTTP/1.1\r\n\r\n", /^HTTP\/1.1 400/],
    ["two Hosts", "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n", /^HTTP\/1.1 400/],
    ["an address with a space", "GET /a b HTTP/1.1\r\nhost: a\r\n\r\n", /^HTTP\/1.1 400/],
    ["a full address", "GET http://a/ HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", /^HTTP\/1.1 400/],
    ["two lengths", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", /^HTTP\/1.1 400/],
    [
      "length and chunks",
      "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      /^HTTP\/1.1 400/,
    ],
    ["20 KB of headers", `GET / HTTP/1.1\r\nhost: a\r\nx: ${"a".repeat(20_000)}\r\n\r\n`, /^HTTP\/1.1 431/],
    [
      "200 headers",
      `GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${"x: y\r\n".repeat(200)}\r\n`,
      /^HTTP\/1.1 431/,
    ],
    [
      "an address of 9 KB",
      `GET /${"a".repeat(9_000)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
      /^HTTP\/1.1 414/,
    ],
  ])("bytes that are %s get a 4xx at once", async (_, bytes, line) => {
    expect(await sendBytes(bytes)).toMatch(line);
  });

  it("paths that the API does not have are a 404 in its own form", async () => {
    for (const path of [
      "/api/v1",
      "/api/v1/",
      "/api/v1/distributors",
      "/api/v1/nothing",
      `${pathOf(own, "balance")}/`,
    ]) {
      const answer = await ask({ path });
      const told = { path, status: answer.status, code: JSON.parse(answer.text).code };
      expect(told).toEqual({ path, status: 404, code: "request.not-found" });
    }
  });

  it("the request id of an answer is in its header and in its body", async () => {
    const answer = await ask({ path: pathOf(own, "balance"), headers: { "x-request-id": "mine" } });
    expect(answer.headers["x-request-id"]).toBe(JSON.parse(answer.text).requestId);
    expect(answer.headers["x-request-id"]).not.toBe("mine");
  });

  it("health: alive, and ready with a database of this version that keeps what it has acknowledged", async () => {
    expect(JSON.parse((await ask({ path: "/api/health" })).text)).toEqual({ status: "alive" });
    const ready = await ask({ path: "/api/health/ready" });
    expect([ready.status, JSON.parse(ready.text)]).toEqual([
      200,
      { status: "ready", checks: { database: "ok", migrations: "ok", durability: "ok" } },
    ]);
  });
});
