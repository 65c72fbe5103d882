import { expect, test } from "vitest";
import { amountInWords } from "./amount-words";
import { CURRENCIES, exponentOf } from "./currencies";
import { money } from "./money";

test.each([
  [money(25000000n, "NGN"), "two hundred and fifty thousand naira"],
  [money(25000050n, "NGN"), "two hundred and fifty thousand naira and fifty kobo"],
  [money(100n, "NGN"), "one naira"],
  [money(1n, "NGN"), "one kobo"],
  [money(0n, "NGN"), "zero naira"],
  [money(-150n, "NGN"), "minus one naira and fifty kobo"],
  [
    money(12345678n, "NGN"),
    "one hundred and twenty-three thousand four hundred and fifty-six naira and seventy-eight kobo",
  ],
  [money(100000100n, "NGN"), "one million and one naira"],
  [money(101n, "GBP"), "one pound and one penny"],
  [money(2001n, "UGX"), "two thousand and one shillings"],
  [money(1001n, "KWD"), "one dinar and one fils"],
  [money(2550n, "COP"), "twenty-five COP and 50/100"],
  [money(5n, "COP"), "zero COP and 5/100"],
  [money(99999999999999999n, "NGN"), /^nine hundred and ninety-nine trillion .* and ninety-nine kobo$/],
])("%o is said as %s", (amount, words) => {
  if (typeof words === "string") expect(amountInWords(amount)).toBe(words);
  else expect(amountInWords(amount)).toMatch(words);
});

test("the largest amount of every currency has words, and never a number in scientific notation", () => {
  for (const currency of CURRENCIES) {
    const largest = money(10n ** BigInt(15 + exponentOf(currency)) - 1n, currency);
    expect(amountInWords(largest)).toMatch(/^nine hundred and ninety-nine trillion [a-z -]+ [a-zA-Z]+( and .+)?$/);
  }
});
