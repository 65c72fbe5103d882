import { expect, test } from "vitest";
import { describeError, makeLogger } from "./logger";

/** A log, and what it has written. */
function recorded() {
  const lines: string[] = [];
  return { log: makeLogger("info", { write: (line) => void lines.push(line) }), text: () => lines.join("") };
}

test("secrets are left out wherever they stand, refusal codes are kept", () => {
  const { log, text } = recorded();
  log.info({ code: "sign-in.code-wrong", ticket: "secret-1", sms: { to: "+2348123456781", text: "code 123456" } }, "m");
  log.info(
    { req: { headers: { authorization: "Bearer secret-2", cookie: "portal.session=secret-3", host: "x" } } },
    "m",
  );
  expect(text()).not.toMatch(/secret-|123456|2348123456781/);
  expect(text()).toContain("sign-in.code-wrong");
  expect(text()).toContain('"host":"x"');
});

test("a failed query is told without its parameters", () => {
  const { log, text } = recorded();
  const cause = Object.assign(new Error("duplicate key"), { code: "23505" });
  const err = new Error("Failed query: insert into people values ($1)\nparams: +2348123456781,hash", { cause });
  log.error({ err }, "unexpected error");
  expect(text()).not.toMatch(/2348123456781|hash/);
  expect(JSON.parse(text()).err).toMatchObject({
    message: "Failed query: insert into people values ($1)",
    cause: { code: "23505", message: "duplicate key" },
  });
});

test("what was thrown and is no error is told shortly", () => {
  expect(describeError("x".repeat(1000)).message).toHaveLength(200);
});
