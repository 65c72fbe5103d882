import { describe, expect, it } from "vitest";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { paymentSms } from "./payment-sms";

const to = parsePhone("+2348123456781");

describe("the SMS of a payment", () => {
  it("says who paid how much and which way", () => {
    const payment = { amount: money(500_000n, "NGN"), distributor: "Distributor A" };
    expect(paymentSms(to, { ...payment, direction: "in" })).toEqual({
      to,
      text: "Distributor A paid NGN 5,000.00 into your wallet.",
      purpose: "payment",
    });
    expect(paymentSms(to, { ...payment, direction: "out" }).text).toMatch(
      /^Distributor A paid you NGN 5,000.00 out of/,
    );
    expect(paymentSms(to, { ...payment, direction: "in-reversed" }).text).toMatch(
      /^Distributor A took NGN 5,000.00 of a cash-in back\./,
    );
    expect(paymentSms(to, { ...payment, direction: "out-reversed" }).text).toBe(
      "Distributor A put NGN 5,000.00 of a cash-out back into your wallet.",
    );
  });

  it("has no six digits in a row, however large the amount, and fits one SMS", () => {
    const largest = { amount: money(99_999_999_999_999_999n, "NGN"), distributor: "Distributor A" };
    for (const direction of ["in", "out", "in-reversed", "out-reversed"] as const) {
      const { text } = paymentSms(to, { ...largest, direction });
      expect(text).not.toMatch(/\d{6}/);
      expect(text.length).toBeLessThanOrEqual(160);
    }
  });
});
