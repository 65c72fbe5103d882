import { describe, expect, it } from "vitest";
import { whatIsWrong } from "./away";

const told = { status: 503, headers: { "retry-after": "1" }, text: "" };
const knocked = (answer: object, ms: number) => whatIsWrong({ name: "home", answer: { ...told, ...answer }, ms });

describe("an answer while Postgres is away", () => {
  it("is right when it is a 503 that says when to come back, within two and a half seconds", () => {
    expect([knocked({}, 3), knocked({}, 2_500)]).toEqual([[], []]);
  });

  it("is wrong when it is another, or says nothing of when, or never comes", () => {
    expect(knocked({ status: 500 }, 3)).toEqual(["home: 500 while Postgres was away"]);
    expect(knocked({ headers: {} }, 3)).toEqual(["home: 503 without Retry-After while Postgres was away"]);
    expect(knocked({ status: 0, headers: {} }, 3)).toEqual(["home: lost without Retry-After while Postgres was away"]);
  });

  it("is wrong when it comes late, whatever it says", () => {
    expect(knocked({}, 2_501)).toEqual(["home: 503 after 2501 ms while Postgres was away"]);
    expect(knocked({ status: 200 }, 20_000.4)).toEqual([
      "home: 200 while Postgres was away",
      "home: 200 after 20000 ms while Postgres was away",
    ]);
  });
});
