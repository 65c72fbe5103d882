import { expect, test } from "vitest";
import { originOf } from "./origin";

test("an IPv4 address counts as itself, also when it is written inside IPv6", () => {
  expect(originOf("203.0.113.7")).toBe("203.0.113.7");
  expect(originOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
});

test("IPv6 addresses of one /64 count as one, others do not", () => {
  expect(originOf("2001:db8:1:2::1")).toBe(originOf("2001:db8:1:2:ffff:ffff::9"));
  expect(originOf("2001:db8:1:2::1")).not.toBe(originOf("2001:db8:1:3::1"));
});

test("what is no address is not limited by address", () => {
  expect(originOf(null)).toBeNull();
  expect(originOf("unknown")).toBeNull();
});
