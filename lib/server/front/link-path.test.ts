import { expect, test } from "vitest";
import { linkHeaders, loggedPath } from "./link-path";

test("the token of an invitation goes into no log, however its path is written", () => {
  for (const path of ["/invitation/abc", "//invitation//abc/def", "/Invitation/abc"])
    expect(loggedPath(path)).not.toContain("abc");
  expect(loggedPath("/people/invite")).toBe("/people/invite");
});

test("and the page of an invitation tells its path to nothing that it loads", () => {
  expect(linkHeaders("/invitation/abc")).toEqual({ "referrer-policy": "strict-origin" });
  expect(linkHeaders("/people")).toEqual({});
});
