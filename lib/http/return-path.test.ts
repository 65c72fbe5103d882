import { expect, test } from "vitest";
import { returnPath, signInPath } from "./return-path";

test("a path of the portal is kept with its query", () => {
  expect(returnPath("/operations?status=pending&page=2")).toBe("/operations?status=pending&page=2");
});

test.each([
  null,
  "",
  "https://evil.example/",
  "//evil.example/x",
  "/\\evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
  "/sign-in?next=/x",
  "/api/auth/signout",
])("%s leads home and nowhere else", (wanted) => {
  expect(returnPath(wanted)).toBe("/");
});

test("no result names another host, whatever its beginning", () => {
  for (const wanted of ["/.//evil.example", "/x/..//evil.example", "/%2f/evil.example"]) {
    expect(new URL(returnPath(wanted), "http://portal.example").host).toBe("portal.example");
  }
});

test("the sign-in page is told where from, and whether a session has ended", () => {
  expect(signInPath(null)).toBe("/sign-in");
  expect(signInPath("/")).toBe("/sign-in");
  expect(signInPath("/approvals?tab=mine", true)).toBe("/sign-in?ended=1&next=%2Fapprovals%3Ftab%3Dmine");
});
