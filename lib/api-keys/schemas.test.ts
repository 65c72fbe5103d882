import { describe, expect, test } from "vitest";
import { DEFAULT_DAYS, DEFAULT_RATE, KEY_PERMISSIONS, OVERLAPS } from "@/lib/kernel/key-terms";
import { keyAddresses, keyDays, keyLabel, keyOverlap, keyPermissions, keyRate, keyReason } from "./schemas";

describe("what is asked for a key", () => {
  test("has an end within two years, and a rate", () => {
    for (const days of [1, DEFAULT_DAYS, 730]) expect(keyDays.parse(days)).toBe(days);
    for (const days of [0, 731, 1.5, -1, "30", null]) expect(keyDays.safeParse(days).success).toBe(false);
    for (const rate of [1, DEFAULT_RATE, 6_000]) expect(keyRate.parse(rate)).toBe(rate);
    for (const rate of [0, 6_001, 0.5]) expect(keyRate.safeParse(rate).success).toBe(false);
  });

  test("has at least one permission, each once, and none that there is not", () => {
    expect(keyPermissions.parse([...KEY_PERMISSIONS])).toEqual(KEY_PERMISSIONS);
    for (const list of [[], ["read-balance", "read-balance"], ["everything"]]) {
      expect(keyPermissions.safeParse(list).success).toBe(false);
    }
  });

  test("names addresses and blocks, each in one spelling and once", () => {
    expect(keyAddresses.parse([" 192.0.2.7/24", "::ffff:192.0.2.0/120", "2001:DB8::1"])).toEqual([
      "192.0.2.0/24",
      "2001:db8::1",
    ]);
    expect(keyAddresses.parse([])).toEqual([]);
    const wrong = keyAddresses.safeParse(["192.0.2.1", "localhost"]);
    expect(wrong.error?.issues.map(({ path }) => path)).toEqual([[1]]);
    expect(keyAddresses.safeParse(Array.from({ length: 101 }, (_, n) => `192.0.2.${n}`)).success).toBe(false);
  });

  test("has a name and reasons that can be read", () => {
    expect(keyLabel.parse("  POS 1 ")).toBe("POS 1");
    for (const text of ["", " ", "a".repeat(61), "a\u200bb"]) expect(keyLabel.safeParse(text).success).toBe(false);
    expect(keyReason.safeParse("").success).toBe(false);
    for (const overlap of OVERLAPS) expect(keyOverlap.parse(overlap)).toBe(overlap);
    expect(keyOverlap.safeParse("2h").success).toBe(false);
  });
});
