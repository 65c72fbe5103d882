import { expect, test } from "vitest";
import type { Currency } from "@/lib/kernel/currencies";
import { formatAmount } from "@/lib/kernel/money";
import { judgeAmount } from "./judge-amount";

const judged = (typed: string, currency: Currency = "NGN") => {
  const result = judgeAmount(typed, currency);
  return result.ok ? [formatAmount(result.amount), result.note] : result.problem;
};

test.each([
  ["5000", "5000.00", null],
  ["5000.5", "5000.50", null],
  ["5000.00", "5000.00", null],
  ["05000", "5000.00", "amount-tidied"],
  ["5,000", "5000.00", "amount-tidied"],
  ["5,000.00", "5000.00", "amount-tidied"],
  ["1,250,000.50", "1250000.50", "amount-tidied"],
  ["5.000,00", "5000.00", "amount-tidied"],
  ["5 000,50", "5000.50", "amount-tidied"],
  ["5000,5", "5000.50", "amount-tidied"],
  ["NGN 5,000", "5000.00", "amount-tidied"],
  ["5000 ngn", "5000.00", "amount-tidied"],
  ["1.250.000", "1250000.00", "amount-tidied"],
])("%s is %s", (typed, amount, note) => {
  expect(judged(typed)).toEqual([amount, note]);
});

test.each([
  ["", "amount-missing"],
  ["5.000", "amount-ambiguous"],
  ["0", "amount-not-positive"],
  ["-500", "amount-not-positive"],
  ["0.30000000000000004", "amount-decimals"],
  ["5E+3", "amount-malformed"],
  ["USD 5000", "amount-malformed"],
  ["five", "amount-malformed"],
  ["5,00,000", "amount-malformed"],
  ["12,34.5", "amount-malformed"],
  ["1234567890123456", "amount-too-large"],
])("%s is refused: %s", (typed, problem) => {
  expect(judged(typed)).toBe(problem);
});

test("three digits behind a comma are asked about where the currency has three decimals", () => {
  expect(judged("5,000", "KWD")).toBe("amount-ambiguous");
  expect(judged("5.000", "KWD")).toEqual(["5.000", null]);
});
