import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CURRENCIES, exponentOf } from "./currencies";
import type { ErrorCode } from "./errors";
import {
  addMoney,
  compareMoney,
  formatAmount,
  formatGrouped,
  fromMinorString,
  money,
  parseMoney,
  subtractMoney,
} from "./money";

const anyCurrency = fc.constantFrom(...CURRENCIES);
const anyMinor = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

function refusalOf(text: unknown, currency: (typeof CURRENCIES)[number] = "NGN"): ErrorCode | "accepted" {
  try {
    parseMoney(text as string, currency);
    return "accepted";
  } catch (error) {
    return (error as { code: ErrorCode }).code;
  }
}

describe("parseMoney", () => {
  test.each([
    ["5000.00", 500000n],
    ["5000", 500000n],
    ["0.01", 1n],
    ["0.5", 50n],
    ["999999999999999.99", 99999999999999999n],
  ])("reads %s exactly", (text, minor) => {
    expect(parseMoney(text, "NGN")).toEqual({ minor, currency: "NGN" });
  });

  const malformed = [
    "",
    " ",
    "1e3",
    "1E3",
    "007",
    "00",
    "00.5",
    ".5",
    "5.",
    ".",
    "1,000",
    "1.000,00",
    "+5",
    "-5",
    " 5",
    "5 ",
    "5\n",
    "\n5",
    "5 000",
    "0x10",
    "1_000",
    "NaN",
    "Infinity",
    "5..0",
    "5.0.0",
    "5n",
    "٥",
    "5٠",
    "５",
    "5\u200b",
    "\ufeff5",
    "5\u0000",
    "₦5",
    "5.-1",
  ];
  test.each(malformed)("refuses %j as malformed", (text) => {
    expect(refusalOf(text)).toBe("money.malformed");
  });

  test.each([[5000], [true], [null], [undefined], [["5"]], [{}], [5n]])("refuses %s, which is no text", (value) => {
    expect(refusalOf(value)).toBe("money.malformed");
  });

  test("never rounds: one decimal more than the currency has is refused, zeros too", () => {
    expect(refusalOf("0.001", "NGN")).toBe("money.too-many-decimals");
    expect(refusalOf("5.000", "NGN")).toBe("money.too-many-decimals");
    expect(refusalOf("5.0", "UGX")).toBe("money.too-many-decimals");
    expect(refusalOf("5.001", "KWD")).toBe("accepted");
    expect(refusalOf("5.0010", "KWD")).toBe("money.too-many-decimals");
  });

  test("refuses zero in every spelling, and 16 digits before the point", () => {
    for (const zero of ["0", "0.0", "0.00"]) expect(refusalOf(zero)).toBe("money.not-positive");
    expect(refusalOf("1000000000000000")).toBe("money.too-large");
    expect(refusalOf("9".repeat(60_000))).toBe("money.too-large");
  });

  test("gives back every positive amount that was written, in every currency", () => {
    const positive = fc.record({
      whole: fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
      currency: anyCurrency,
      rest: fc.nat(999),
    });
    fc.assert(
      fc.property(positive, ({ whole, currency, rest }) => {
        const scale = 10n ** BigInt(exponentOf(currency));
        const minor = whole * scale + (BigInt(rest) % scale);
        fc.pre(minor > 0n);
        const amount = money(minor, currency);
        expect(parseMoney(formatAmount(amount), currency)).toEqual(amount);
        expect(amount.minor).toBeLessThan(2n ** 63n);
      }),
    );
  });

  test("accepts no text but plain decimals, and then changes none of their digits", () => {
    const nearMiss = fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE \u200b٥") });
    fc.assert(
      fc.property(fc.oneof(nearMiss, fc.string()), anyCurrency, (text, currency) => {
        if (refusalOf(text, currency) !== "accepted") return;
        const [whole = "", decimals = ""] = text.split(".");
        const exponent = exponentOf(currency);
        const padded = exponent === 0 ? whole : `${whole}.${decimals.padEnd(exponent, "0")}`;
        expect(formatAmount(parseMoney(text, currency))).toBe(padded);
      }),
    );
  });
});

describe("formatting", () => {
  test.each([
    [money(0n, "NGN"), "0.00", "0.00"],
    [money(5n, "NGN"), "0.05", "0.05"],
    [money(-5n, "NGN"), "-0.05", "-0.05"],
    [money(500000n, "NGN"), "5000.00", "5,000.00"],
    [money(-100000000n, "NGN"), "-1000000.00", "-1,000,000.00"],
    [money(99999n, "NGN"), "999.99", "999.99"],
    [money(1234567n, "UGX"), "1234567", "1,234,567"],
    [money(1234567n, "KWD"), "1234.567", "1,234.567"],
  ])("%o is %s on the wire and %s for people", (amount, wire, grouped) => {
    expect(formatAmount(amount)).toBe(wire);
    expect(formatGrouped(amount)).toBe(grouped);
  });

  test("separators change nothing but the looks", () => {
    fc.assert(
      fc.property(anyMinor, anyCurrency, (minor, currency) => {
        const amount = money(minor, currency);
        expect(formatGrouped(amount).replaceAll(",", "")).toBe(formatAmount(amount));
        expect(formatGrouped(amount)).toMatch(/^-?[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?$/);
      }),
    );
  });
});

describe("arithmetic", () => {
  test("subtracting what was added gives the same amount, and order is that of the minor units", () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, anyCurrency, (a, b, currency) => {
        const [left, right] = [money(a, currency), money(b, currency)];
        expect(subtractMoney(addMoney(left, right), right)).toEqual(left);
        expect(compareMoney(left, right)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test("two currencies never meet", () => {
    for (const verb of [addMoney, subtractMoney, compareMoney]) {
      expect(() => verb(money(1n, "NGN"), money(1n, "KES"))).toThrow(TypeError);
    }
  });

  test("a number or a text is never taken for minor units", () => {
    expect(() => money(5 as unknown as bigint, "NGN")).toThrow(TypeError);
    expect(() => money("5" as unknown as bigint, "NGN")).toThrow(TypeError);
  });
});

describe("fromMinorString", () => {
  test("reads what toString of the minor units wrote, whatever the sign", () => {
    fc.assert(
      fc.property(anyMinor, (minor) => {
        expect(fromMinorString(minor.toString(), "NGN")).toEqual(money(minor, "NGN"));
      }),
    );
  });

  test.each(["", "-0", "007", "1.0", "1e3", " 1", "0x10"])("refuses %j", (text) => {
    expect(() => fromMinorString(text, "NGN")).toThrow(expect.objectContaining({ code: "money.malformed" }));
  });
});
