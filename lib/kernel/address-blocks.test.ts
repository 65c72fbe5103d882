import { describe, expect, test } from "vitest";
import { isInside, normaliseAddress, readBlock } from "./address-blocks";

const block = (entry: string) => {
  const read = readBlock(entry);
  if (!read) throw new Error(`${entry} is no block`);
  return read;
};

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["192.0.2.1/32", "192.0.2.1"],
  ["192.0.2.99/24", "192.0.2.0/24"],
  ["::ffff:192.0.2.9", "192.0.2.9"],
  ["::ffff:192.0.2.9/120", "192.0.2.0/24"],
  ["2001:0DB8:0:0::0001", "2001:db8::1"],
  ["2001:db8::1/128", "2001:db8::1"],
  ["2001:db8:0:7::5/48", "2001:db8::/48"],
  ["0.0.0.0/0", "0.0.0.0/0"],
])("%s has one spelling, %s, which is its own", (entry, plain) => {
  expect(normaliseAddress(entry)).toBe(plain);
  expect(normaliseAddress(plain)).toBe(plain);
});

test.each(["", "10.1", "192.0.2.0/33", "192.0.2.0/024", "example.com", "2001:db8:::1", " 192.0.2.1"])(
  "%j is neither an address nor a block",
  (entry) => {
    expect(normaliseAddress(entry)).toBeNull();
  },
);

describe("a block lies inside another one", () => {
  test.each([
    ["192.0.2.7", "192.0.2.0/24", true],
    ["192.0.2.0/25", "192.0.2.0/24", true],
    ["192.0.2.0/24", "192.0.2.0/24", true],
    ["192.0.2.0/24", "192.0.2.0/25", false],
    ["192.0.3.0/25", "192.0.2.0/24", false],
    ["::ffff:192.0.2.0/121", "192.0.2.0/24", true],
    ["192.0.2.1", "::/0", false],
    ["2001:db8::/64", "2001:db8::/48", true],
  ])("%s inside %s: %s", (inner, outer, inside) => {
    expect(isInside(block(inner), block(outer))).toBe(inside);
  });
});
