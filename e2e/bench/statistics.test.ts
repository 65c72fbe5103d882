import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, percentile, spread } from "./statistics";

describe("the figures of a bench", () => {
  it("a median is the middle value, whatever the order, or the mean of the two in the middle", () => {
    expect(median([7])).toBe(7);
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 100])).toBe(3.5);
  });

  it("a spread names the least and the greatest", () => {
    expect(spread([3, -1, 2])).toEqual({ min: -1, max: 3 });
  });

  it("a percentile is a value that was measured, and that share of all is not above it", () => {
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
    expect([50, 99, 100].map((percent) => percentile(hundred, percent))).toEqual([50, 99, 100]);
    expect(percentile([1, 2, 3], 99)).toBe(3);
    const values = fc.array(fc.double({ noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (some, percent) => {
        const sorted = Float64Array.from(some).sort();
        const found = percentile(sorted, percent);
        const below = sorted.filter((value) => value <= found).length;
        return sorted.includes(found) && below / sorted.length >= percent / 100;
      }),
    );
  });

  it("nothing measured has none of them", () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => spread([])).toThrow(RangeError);
    expect(() => percentile([], 99)).toThrow(RangeError);
  });
});
