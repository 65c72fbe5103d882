import { describe, expect, it } from "vitest";
import { DomainError, ERRORS, type ErrorCode } from "@/lib/kernel/errors";
import { problemOf } from "./problem";

const plain = { requestId: "r-1", accept: null };

describe("a refusal on HTTP", () => {
  it("has a 4xx for every refusal in the catalogue; 5xx stands for our bugs and a database that is away alone", () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      const { status } = problemOf(new DomainError(code), plain);
      const ours = code.startsWith("runtime.");
      expect({ code, range: Math.floor(status / 100) }).toEqual({ code, range: ours ? 5 : 4 });
    }
  });

  it("names reason, message, code and request id", () => {
    const problem = problemOf(new DomainError("auth.invalid-api-key"), plain);
    expect(problem.status).toBe(401);
    expect(problem.headers).toEqual({
      "content-type": "application/json; charset=utf-8",
      "www-authenticate": "Bearer",
    });
    expect(JSON.parse(problem.body)).toEqual({
      error: "Unauthorized",
      message: "Invalid or missing API key",
      code: "auth.invalid-api-key",
      requestId: "r-1",
    });
  });

  it("is RFC 9457 as well where the client names it", () => {
    const accept = "application/json;q=0.5, Application/Problem+JSON";
    const problem = problemOf(new DomainError("request.not-found"), { ...plain, accept });
    expect(problem.headers["content-type"]).toBe("application/problem+json");
    expect(JSON.parse(problem.body)).toMatchObject({
      type: "about:blank",
      title: "Not Found",
      status: 404,
      detail: ERRORS["request.not-found"].message,
      error: "Not Found",
    });
  });

  it.each([null, "*/*", "application/json", "application/problem+json;q=0"])(
    "is plain JSON for Accept %j",
    (accept) => {
      const { headers } = problemOf(new DomainError("request.not-found"), { ...plain, accept });
      expect(headers["content-type"]).toBe("application/json; charset=utf-8");
    },
  );

  it("says nothing of what went wrong inside", () => {
    const problem = problemOf(new Error("password=hunter2"), plain);
    expect(problem.status).toBe(500);
    expect(problem.body).not.toContain("hunter2");
    expect(JSON.parse(problem.body)).toMatchObject({ code: "runtime.internal", requestId: "r-1" });
  });

  it("tells when to come back, and only where that helps", () => {
    const waitOf = (error: DomainError) => problemOf(error, plain).headers["retry-after"];
    expect(waitOf(new DomainError("api-keys.rate-limited", { details: { retryAfterSeconds: 17 } }))).toBe("17");
    expect(waitOf(new DomainError("idempotency.in-progress"))).toBe("1");
    expect(waitOf(new DomainError("runtime.database-unavailable"))).toBe("1");
    expect(waitOf(new DomainError("operations.already-decided"))).toBeUndefined();
  });
});
