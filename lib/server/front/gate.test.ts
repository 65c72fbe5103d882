import { describe, expect, it } from "vitest";
import { type Arrival, refuseAtGate } from "./gate";

const page: Arrival = {
  method: "POST",
  url: "/cash-in/new",
  hosts: ["portal.example"],
  headerCount: 10,
  origin: "https://portal.example",
  hasCookie: true,
  isAction: true,
};
const ask = (change: Partial<Arrival>, publicUrl?: string) => refuseAtGate({ ...page, ...change }, publicUrl);
const codeOf = (change: Partial<Arrival>, publicUrl?: string) => ask(change, publicUrl)?.error.code ?? null;

describe("the gate", () => {
  it.each(["TRACE", "CONNECT", "PROPFIND", "get", "FOO", ""])("method %j goes no further", (method) => {
    expect(ask({ method })).toMatchObject({ error: { code: "request.method-not-allowed" }, allow: /GET.*DELETE/ });
  });

  it.each(["GET", "HEAD"])("%s needs no Origin", (method) => {
    expect(codeOf({ method, origin: undefined })).toBeNull();
    expect(codeOf({ method, origin: "https://evil.example" })).toBeNull();
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s with a cookie needs the page's own Origin", (method) => {
    expect(codeOf({ method })).toBeNull();
    for (const origin of [undefined, "null", "", "https://evil.example", "https://portal.example.evil.example"]) {
      expect({ origin, code: codeOf({ method, origin }) }).toEqual({ origin, code: "request.bad-origin" });
    }
  });

  it("a foreign Origin is refused without a cookie too, and an action without any", () => {
    expect(codeOf({ hasCookie: false, origin: "https://evil.example" })).toBe("request.bad-origin");
    expect(codeOf({ hasCookie: false, origin: undefined })).toBe("request.bad-origin");
    expect(codeOf({ hasCookie: false, isAction: false, origin: undefined })).toBeNull();
  });

  it("the Origin is compared with Host whatever the scheme, port and case included", () => {
    expect(codeOf({ origin: "http://portal.example" })).toBeNull();
    expect(codeOf({ hosts: ["Portal.Example:443"] })).toBeNull();
    expect(codeOf({ hosts: ["[::1]:3000"], origin: "http://[::1]:3000" })).toBeNull();
    expect(codeOf({ hosts: ["localhost:3000"], origin: "http://localhost:3001" })).toBe("request.bad-origin");
    expect(codeOf({ hosts: ["localhost:3000"], origin: "http://127.0.0.1:3000" })).toBe("request.bad-origin");
    expect(codeOf({ origin: "https://portal.example/path" })).toBe("request.bad-origin");
    expect(codeOf({ origin: "https://portal.example@evil.example" })).toBe("request.bad-origin");
    expect(codeOf({ origin: "file://portal.example" })).toBe("request.bad-origin");
  });

  it("PUBLIC_URL is an Origin of ours behind a proxy that rewrites Host", () => {
    const inside = { hosts: ["127.0.0.1:3000"] };
    expect(codeOf(inside, "https://portal.example/start")).toBeNull();
    expect(codeOf(inside, "http://portal.example")).toBe("request.bad-origin");
    expect(codeOf(inside)).toBe("request.bad-origin");
  });

  it("the API asks for a key and looks at no cookie, so it has no Origin rule", () => {
    expect(codeOf({ url: "/api/v1/distributors/x/operations", origin: "https://evil.example" })).toBeNull();
    expect(codeOf({ url: "/api/v1", origin: undefined })).toBeNull();
    expect(codeOf({ url: "/api/v10", origin: undefined })).toBe("request.bad-origin");
    expect(codeOf({ url: "/api/portal/session", origin: undefined })).toBe("request.bad-origin");
  });

  it.each([
    "/%",
    "/%zz",
    "/a?b=%4",
    "/%00",
    "/a?b=%00",
    "/%ff",
    "/%c0%ae%c0%ae/",
    "/a/../b",
    "/a/./b",
    "/%2e%2e/b",
    "/a/%2E./b",
    "/a\\b",
    "/a#b",
    "/a%0d%0ab",
    "/a b",
    "/\u00e9",
    "*",
    "http://portal.example/",
    "",
  ])("address %j is a 400", (url) => {
    expect(codeOf({ method: "GET", url })).toBe("request.invalid");
  });

  it.each([
    "/",
    "/operations?status=pending&q=%C3%A9+x",
    "/a%2Fb",
    "/..a/b..",
    "/a...b/",
    "//a",
    "/_next/static/a~1.js",
  ])("address %j is fine", (url) => {
    expect(codeOf({ method: "GET", url })).toBeNull();
  });

  it.each([[[]], [["a", "a"]], [["a b"]], [["a/b"]], [["a@b"]], [[""]], [["a:999999"]], [["-a"]], [["[::1"]]])(
    "Host %j is a 400",
    (hosts) => {
      expect(codeOf({ method: "GET", hosts })).toBe("request.invalid");
    },
  );

  it("too long an address is 414, too many headers 431", () => {
    expect(ask({ url: `/${"a".repeat(9000)}` })).toMatchObject({ status: 414 });
    expect(ask({ headerCount: 101 })).toMatchObject({ status: 431 });
  });
});
