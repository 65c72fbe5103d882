import { expect, test } from "vitest";
import { askedOf, inDays, mandateOf } from "./mandates";

const now = new Date("2026-11-21T12:00:00Z");
const before = {
  permissions: ["read-balance"] as const,
  maxAmountMinor: 5n,
  maxDailyMinor: null,
  allowedAddresses: [],
  requestsPerMinute: 600,
  expiresAt: inDays(now, 10),
};
const after = { ...before, maxAmountMinor: 4n, requestsPerMinute: 700, expiresAt: inDays(now, 3) };

test("a part of a change is asked for without the others, and its end only where that is the part", () => {
  const { expiresAt: _, ...mandate } = before;
  expect(askedOf(before, after, ["maxAmountMinor"], 3)).toEqual({
    ...mandate,
    maxAmountMinor: 4n,
    expiresInDays: null,
  });
  expect(askedOf(before, after, ["expiresAt"], 3)).toEqual({ ...mandate, expiresInDays: 3 });
});

test("a key without an end yet is taken to end when its reader says", () => {
  expect(mandateOf({ ...before, expiresAt: null }, now).expiresAt).toBe(now);
});
