import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { type Ask, ask, hasFront } from "../../support/distributor-api";
import { baseURL, must } from "../../support/trial";

type Manifest = { node: Record<string, unknown> };

/** Ids of server actions of the build under test, which any visitor can read from its scripts. */
const actions = Object.keys(
  (JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as Manifest).node,
);

const own = { origin: new URL(baseURL).origin };
const session = { cookie: `portal.session=${"a".repeat(43)}` };
const websocket = {
  upgrade: "websocket",
  connection: "upgrade",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  "sec-websocket-version": "13",
};

const reads: Ask[] = [
  ...[
    "/_next/image?url=%2F..%2F&w=1&q=1",
    "/_next/image?url=http://evil.example&w=64&q=75",
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/_next/data/x/y.json",
    "/_next/webpack-hmr",
    "//evil.example/%2f..",
    "/sign-in?next=//evil.example",
    "/sign-in?next=%2F%0a",
    "/operations?status=zz&cursor=%F0%9F&from=x",
    `/${"a/".repeat(2000)}`,
    "/_not-found",
    "/_error",
    "/500",
    "/[[...path]]",
    "/api/v1/[[...path]]",
    "/api/nothing",
    "/api/portal/nothing",
    "/api/auth/session",
    "/api/auth/csrf",
    "/api/auth/error?error=x",
    "/api/auth/callback/credentials",
    "/operations/op_x",
    "/operations/%F0%9F%98%80",
    "/tx/%F0%9F%98%80",
    "/tx/a&hash=b%26c",
    "/tx?hash=%F0%9F%98%80&hash=%25",
    `/tx/${"%20".repeat(2000)}`,
    "/api/public/transfers/%F0%9F",
    "/api/public/transfers/tx_%2F..%2F",
  ].map((path) => ({ path })),
  ...[
    { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" },
    { rsc: "1", "next-router-state-tree": "garbage" },
    { rsc: "1", "next-router-prefetch": "zz" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/../../x" },
    { "next-url": "%zz" },
    { cookie: "=;;;%zz=%zz; portal.session=%E0%A4%A" },
    { cookie: `portal.session=${"a".repeat(4000)}` },
    { cookie: "__prerender_bypass=x; __next_preview_data=y" },
    { "accept-language": "%%%,,;q=zz" },
    { "if-none-match": '"x"', range: "bytes=0-" },
    { "x-nextjs-data": "1" },
    { "x-nextjs-postponed": "1" },
    { "next-resume": "1" },
    { traceparent: "zz" },
    { "accept-encoding": "zz;q=zz" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-matched-path": "/trial", "x-invoke-path": "/trial" },
    websocket,
  ].flatMap((headers) => ["/", "/sign-in"].map((path) => ({ path, headers: headers as Record<string, string> }))),
];

const form = { ...own, "content-type": "application/x-www-form-urlencoded" };
const writes: Ask[] = [
  ...["OPTIONS", "DELETE", "PUT", "PATCH", "POST"].flatMap((method) =>
    ["/", "/sign-in", "/nothing", "/_next/static/x", "/icon.svg", "/api/health", "/api/nothing"].map((path) => ({
      method,
      path,
      headers: own,
      body: "x",
    })),
  ),
  { method: "POST", path: "/sign-in", headers: form, body: "a=%zz&%%" },
  { method: "POST", path: "/api/auth/callback/credentials", headers: form, body: "a=b" },
  {
    method: "POST",
    path: "/api/auth/callback/credentials",
    headers: { ...form, cookie: "portal.csrf=%zz|%%; portal.return=zz" },
    body: "csrfToken=zz",
  },
  { method: "POST", path: "/api/auth/signout", headers: form, body: "" },
  { method: "POST", path: "/api/auth/session", headers: own, body: {} },
  { method: "POST", path: "/api/auth/_log", headers: own, body: "{" },
];

/** Arguments of an action as React sends them, each wrong in its own way. */
const ARGUMENTS: Record<string, string> = {
  "an object": '{"a":1}',
  null: "null",
  "too few": "[]",
  "of other types": "[1,2,3]",
  "a missing part": '["$5"]',
  "a part inside a missing one": '["$1:constructor:constructor"]',
  "a missing form": '["$F1"]',
  "a missing set": '["$W1"]',
  "a missing map": '["$Q1"]',
  "a missing blob": '["$B1"]',
  "a missing stream": '["$R1"]',
  "a missing list": '["$A1"]',
  "an action": '["$h1"]',
  itself: '["$0"]',
  "a date that is none": '["$Dzz"]',
  "a number that is none": '["$nzz"]',
  "a number of 5,000 digits": `["$n${"9".repeat(5000)}"]`,
  "a symbol": '["$Szz"]',
  "a thing that can be waited for": '[{"then":"$1:constructor"}]',
  "a prototype": '[{"__proto__":{"a":1},"then":"$1"}]',
  "20,000 levels": "[".repeat(20_000) + "]".repeat(20_000),
};

if (hasFront) {
  test.describe("no hostile request is answered with a 5xx or not at all", () => {
    for (const [n, asked] of reads.entries()) {
      test(`read ${n}: ${asked.path.slice(0, 60)} ${JSON.stringify(asked.headers ?? {}).slice(0, 80)}`, async () => {
        const { status } = await ask({ ...asked, key: null });
        expect(status).toBeLessThan(500);
      });
    }

    for (const [n, asked] of writes.entries()) {
      test(`write ${n}: ${asked.method} ${asked.path}`, async () => {
        const { status } = await ask({ ...asked, key: null });
        expect(status).toBeLessThan(500);
      });
    }

    for (const [name, body] of Object.entries(ARGUMENTS)) {
      test(`an action with arguments that are ${name}`, async () => {
        for (const action of actions) {
          const headers = { ...own, "next-action": action, "content-type": "text/plain;charset=UTF-8" };
          for (const more of [{}, session]) {
            const { status } = await ask({
              method: "POST",
              path: "/sign-in",
              key: null,
              headers: { ...headers, ...more },
              body,
            });
            expect({ action, status: status < 500 }).toEqual({ action, status: true });
          }
        }
      });
    }

    test("an action with a form that is not what it should be", async () => {
      const parts = [
        [],
        ['name="0"\r\n\r\n{'],
        ['name="0"\r\n\r\n["$K1"]'],
        ['name="0"; filename="x"\r\n\r\n[]'],
        ['name="__proto__"\r\n\r\nx', 'name="0"\r\n\r\n["$1"]'],
        ['name="$ACTION_REF_1"\r\n\r\n'],
        ['name="$ACTION_ID_zz"\r\n\r\n'],
        ['name="$ACTION_KEY"\r\n\r\nzz'],
      ];
      for (const names of parts) {
        const body = `${names.map((part) => `--b\r\ncontent-disposition: form-data; ${part}\r\n`).join("")}--b--\r\n`;
        for (const action of [must(actions[0]), null]) {
          const headers = {
            ...own,
            "content-type": "multipart/form-data; boundary=b",
            ...(action ? { "next-action": action } : {}),
          };
          const { status } = await ask({ method: "POST", path: "/sign-in", key: null, headers, body });
          expect({ names, action, ok: status < 500 }).toEqual({ names, action, ok: true });
        }
      }
    });
  });

  test.describe("a request that another site's page could send", () => {
    for (const [name, headers] of Object.entries({
      "with a cookie and no Origin": session,
      "with a cookie and another Origin": { ...session, origin: "https://evil.example" },
      "with a cookie and an opaque Origin": { ...session, origin: "null" },
      "without a cookie, from another Origin": { origin: "https://evil.example" },
      "that is an action without Origin": { "next-action": must(actions[0]) },
    })) {
      test(`${name} is a 403 before anything of it is read`, async () => {
        for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
          const answer = await ask({
            method,
            path: "/sign-in",
            key: null,
            headers: headers as Record<string, string>,
            body: "[]",
          });
          expect([method, answer.status, answer.json.code]).toEqual([method, 403, "request.bad-origin"]);
        }
      });
    }
  });

  test.describe("a page", () => {
    test("has a policy whose nonce stands on each of its scripts, and no other inline script", async () => {
      const { headers, text } = await ask({ path: "/sign-in", key: null });
      const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
      const scripts = text.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(3);
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    });

    test("has security headers, and is kept by no cache for somebody with a cookie", async () => {
      const { headers } = await ask({ path: "/sign-in", key: null, headers: session });
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "x-frame-options": "DENY",
        "cache-control": "private, no-store",
      });
      expect(headers["permissions-policy"]).toContain("camera=()");
      expect(headers["x-powered-by"]).toBeUndefined();
      expect(headers["strict-transport-security"]).toBeUndefined();
    });
  });
}
