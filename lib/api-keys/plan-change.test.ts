import { expect, test } from "vitest";
import { inDays } from "@/lib/kernel/key-terms";
import { splitChange } from "./plan-change";

const now = new Date("2026-11-21T12:00:00Z");
const mandate = {
  permissions: ["read-balance"] as const,
  maxAmountMinor: 5n,
  maxDailyMinor: null,
  allowedAddresses: [],
  requestsPerMinute: 600,
};
const held = { ...mandate, expiresAt: inDays(now, 10) };
const split = (change: object) => splitChange(held, { ...mandate, expiresInDays: null, ...change }, now);

test("what is narrower in a change leaves the rest as it is, and what is wider is asked for with all that is left then", () => {
  expect(split({ maxAmountMinor: 4n, requestsPerMinute: 700 })).toEqual({
    atOnce: { ...mandate, maxAmountMinor: 4n, expiresInDays: null },
    asked: { ...mandate, maxAmountMinor: 4n, requestsPerMinute: 700, expiresInDays: null },
  });
});

test("an end is named in the part that it belongs to alone", () => {
  expect(split({ expiresInDays: 3, requestsPerMinute: 700 })).toEqual({
    atOnce: { ...mandate, expiresInDays: 3 },
    asked: { ...mandate, requestsPerMinute: 700, expiresInDays: null },
  });
  expect(split({ expiresInDays: 30, requestsPerMinute: 500 })).toEqual({
    atOnce: { ...mandate, requestsPerMinute: 500, expiresInDays: null },
    asked: { ...mandate, requestsPerMinute: 500, expiresInDays: 30 },
  });
});

test("what changes nothing is neither", () => {
  expect(split({})).toEqual({ atOnce: null, asked: null });
});
