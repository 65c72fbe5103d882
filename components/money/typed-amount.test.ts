import { describe, expect, test } from "vitest";
import { caretAfter, shownAmount, strictAmount } from "./typed-amount";

describe("what is typed becomes strict text or nothing", () => {
  test.each([
    ["250000", 2, "250000"],
    ["250,000.00", 2, "250000.00"],
    ["250 000.5", 2, "250000.5"],
    ["007", 2, "7"],
    ["0.5", 2, "0.5"],
    [".5", 2, "0.5"],
    ["2500.", 2, "2500."],
    ["", 2, ""],
    ["1.234", 3, "1.234"],
    ["1,234,567", 2, "1234567"],
    [" 5,000.00 ", 2, "5000.00"],
  ])("%s with %i decimals is %s", (typed, exponent, strict) => {
    expect(strictAmount(typed, exponent)).toBe(strict);
  });

  test.each([
    ["1.234", 2],
    ["12a", 2],
    ["-5", 2],
    ["1.2.3", 2],
    ["5.0", 0],
    ["NGN 5", 2],
    ["٥", 2],
    ["1234567890123456", 2],
    ["1e3", 2],
    ["12,50", 2],
    ["1,5", 2],
    ["1,2345", 2],
    ["1,234 567", 2],
    ["1.000,50", 2],
  ])("%s with %i decimals is refused, never rounded", (typed, exponent) => {
    expect(strictAmount(typed, exponent)).toBeNull();
  });
});

test("the field's own separators may stand anywhere after an edit", () => {
  expect(strictAmount("1,2345", 2, true)).toBe("12345");
  expect(strictAmount("12,34.5", 2, true)).toBe("1234.5");
});

test("separators stand where they belong while the decimals are half typed", () => {
  expect(shownAmount("1234567.")).toBe("1,234,567.");
  expect(shownAmount("")).toBe("");
});

test("the caret stays behind the digit that was typed", () => {
  expect(caretAfter("1,234", 1)).toBe(1);
  expect(caretAfter("1,234", 2)).toBe(3);
  expect(caretAfter("1,234", 4)).toBe(5);
  expect(caretAfter("12,345", 0)).toBe(0);
});
