import { expect, test } from "vitest";
import { linkHeaders, loggedPath } from "./link-path";

test.each(["invitation", "consent"])("the token of an %s goes into no log, however its path is written", (link) => {
  const [first = "", ...rest] = link;
  const encoded = `%${first.charCodeAt(0).toString(16)}${rest.join("")}`;
  for (const path of [
    `/${link}/abc`,
    `//${link}//abc/def`,
    `/${link.toUpperCase()}/abc`,
    `/${encoded}/abc`,
    `/${link}%2Fabc`,
    `http://a.b/${link}/abc`,
  ])
    expect(loggedPath(path)).not.toContain("abc");
});

test("any other path stands in the log as it was asked for", () => {
  for (const path of ["/people/invite", "/operations/%6F", "/a%2fb", "/consents", "/%"])
    expect(loggedPath(path)).toBe(path);
});

test("and the page of an invitation tells its path to nothing that it loads", () => {
  expect(linkHeaders("/invitation/abc")).toEqual({ "referrer-policy": "strict-origin" });
  expect(linkHeaders("/people")).toEqual({});
});
