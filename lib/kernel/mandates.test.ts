import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInside, readBlock } from "./address-blocks";
import { compareMandates, type TermedMandate, withParts } from "./mandates";

const mandate: TermedMandate = {
  permissions: ["read-balance", "perform-operations"],
  maxAmountMinor: 100_00n,
  maxDailyMinor: null,
  allowedAddresses: ["192.0.2.0/24", "2001:db8::1"],
  requestsPerMinute: 600,
  expiresAt: new Date("2027-01-01T00:00:00Z"),
};
const change = (changes: Partial<TermedMandate>) => compareMandates(mandate, { ...mandate, ...changes });

test("a mandate compared with itself, also in another order, changes nothing", () => {
  expect(change({})).toEqual({ wider: [], narrower: [] });
  const turned = { permissions: [...mandate.permissions].reverse(), allowedAddresses: ["2001:DB8::1", "192.0.2.9/24"] };
  expect(change(turned)).toEqual({ wider: [], narrower: [] });
});

describe("is wider", () => {
  test.each<[string, Partial<TermedMandate>]>([
    ["a permission more", { permissions: [...mandate.permissions, "read-transactions"] }],
    ["a permission for another", { permissions: ["read-transactions"] }],
    ["a higher limit", { maxAmountMinor: 100_01n }],
    ["no limit any more", { maxAmountMinor: null }],
    ["an address more", { allowedAddresses: [...mandate.allowedAddresses, "198.51.100.1"] }],
    ["an address for another", { allowedAddresses: ["198.51.100.1"] }],
    ["a larger block", { allowedAddresses: ["192.0.0.0/16", "2001:db8::1"] }],
    ["any address", { allowedAddresses: [] }],
    ["more requests", { requestsPerMinute: 601 }],
    ["a later end", { expiresAt: new Date("2027-01-01T00:00:01Z") }],
  ])("%s", (_what, changes) => {
    expect(change(changes)).toEqual({ wider: Object.keys(changes), narrower: [] });
  });
});

describe("is narrower", () => {
  test.each<[string, Partial<TermedMandate>]>([
    ["a permission less", { permissions: ["read-balance"] }],
    ["a lower limit", { maxAmountMinor: 99_99n }],
    ["a limit where there was none", { maxDailyMinor: 1n }],
    ["an address less", { allowedAddresses: ["192.0.2.0/24"] }],
    ["a part of a block", { allowedAddresses: ["192.0.2.128/25", "2001:db8::1"] }],
    ["fewer requests", { requestsPerMinute: 1 }],
    ["a part of a block in another spelling", { allowedAddresses: ["::ffff:192.0.2.128/121", "2001:db8::1"] }],
    ["an earlier end", { expiresAt: new Date("2026-12-31T00:00:00Z") }],
  ])("%s", (_what, changes) => {
    expect(change(changes)).toEqual({ wider: [], narrower: Object.keys(changes) });
  });
});

test("addresses where any was allowed are narrower", () => {
  const open = { ...mandate, allowedAddresses: [] };
  expect(compareMandates(open, mandate)).toEqual({ wider: [], narrower: ["allowedAddresses"] });
});

test("a change of several parts is told part by part, and its narrower parts alone are no wider mandate", () => {
  const after = { ...mandate, maxAmountMinor: 1n, requestsPerMinute: 6000 };
  const { wider, narrower } = compareMandates(mandate, after);
  expect({ wider, narrower }).toEqual({ wider: ["requestsPerMinute"], narrower: ["maxAmountMinor"] });
  const atOnce = withParts(mandate, after, narrower);
  expect(atOnce).toEqual({ ...mandate, maxAmountMinor: 1n });
  expect(compareMandates(mandate, atOnce).wider).toEqual([]);
});

test("whatever the lists, what is not wider covers nothing that was not covered", () => {
  const octet = fc.integer({ min: 0, max: 3 });
  const entry = fc
    .tuple(octet, octet, fc.integer({ min: 14, max: 32 }))
    .map(([a, b, bits]) => `10.${a}.${b}.0/${bits}`);
  const list = fc.array(entry, { maxLength: 4 });
  const isOn = (peer: string, entries: readonly string[]) => {
    const one = readBlock(peer);
    return entries.length === 0 || entries.map(readBlock).some((block) => one && block && isInside(one, block));
  };
  fc.assert(
    fc.property(list, list, octet, octet, (before, after, a, b) => {
      const { wider } = compareMandates(
        { ...mandate, allowedAddresses: before },
        { ...mandate, allowedAddresses: after },
      );
      const peer = `10.${a}.${b}.0`;
      if (wider.length === 0 && isOn(peer, after)) expect(isOn(peer, before)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
