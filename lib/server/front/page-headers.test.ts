import { describe, expect, it } from "vitest";
import { commonHeaders, contentSecurityPolicy } from "./page-headers";

describe("security headers", () => {
  it("HSTS is sent where people come by https, and nowhere else", () => {
    expect(commonHeaders("https://portal.example")["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
    expect(commonHeaders("http://portal.example")["strict-transport-security"]).toBeUndefined();
    expect(commonHeaders(undefined)["strict-transport-security"]).toBeUndefined();
  });

  it("only development lets scripts make scripts out of text", () => {
    const policy = (development: boolean) => contentSecurityPolicy("n", { publicUrl: undefined, development });
    expect(policy(false)).not.toContain("unsafe-eval");
    expect(policy(false)).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(policy(true)).toContain("'unsafe-eval'");
  });

  it("what is loaded over plain http is upgraded where people come by https", () => {
    const policy = (publicUrl: string) => contentSecurityPolicy("n", { publicUrl, development: false });
    expect(policy("https://portal.example")).toContain("upgrade-insecure-requests");
    expect(policy("http://localhost:3000")).not.toContain("upgrade-insecure-requests");
  });
});
