import { expect, test } from "vitest";
import { CURRENCIES, type Currency, exponentOf, isCurrency } from "./currencies";

test("decimals are those of ISO 4217, not those shops round to", () => {
  const expected: Partial<Record<Currency, number>> = {
    NGN: 2,
    UGX: 0,
    KWD: 3,
    XOF: 0,
    XAF: 0,
    TND: 3,
    IQD: 3,
    HUF: 2,
    IDR: 2,
    TZS: 2,
    RWF: 0,
    MGA: 2,
    GHS: 2,
    KES: 2,
    JPY: 0,
  };
  for (const [code, exponent] of Object.entries(expected))
    expect([code, exponentOf(code as Currency)]).toEqual([code, exponent]);
});

test("each currency is listed once, as three capital letters", () => {
  expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
  for (const code of CURRENCIES) expect(code).toMatch(/^[A-Z]{3}$/);
});

test("currencies that were withdrawn, funds, metals and other spellings are not currencies", () => {
  for (const text of ["HRK", "ZWL", "SLL", "BGN", "CLF", "XAU", "XXX", "XTS", "ngn", "NGN ", "", "toString"]) {
    expect(isCurrency(text)).toBe(false);
  }
  expect(() => exponentOf("XXX" as Currency)).toThrow(TypeError);
});
