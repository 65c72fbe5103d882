import { expect, it } from "vitest";
import { money } from "@/lib/kernel/money";
import { parsePhone } from "@/lib/kernel/phone";
import { consentSms } from "./consent-sms";

const phone = parsePhone("+2348123456781");

it("names who pays how much, and has the code as its only run of six digits, whatever the distributor is called", () => {
  const { to, text, purpose } = consentSms(phone, {
    distributor: "Shop 123456789",
    amount: money(123_456_700n, "NGN"),
    code: "048213",
    link: "https://portal.example/consent/abc",
    minutes: 5,
  });
  expect({ to, purpose }).toEqual({ to: phone, purpose: "consent" });
  expect(text).toContain("NGN 1,234,567.00");
  expect(text).toContain("https://portal.example/consent/abc");
  expect(text.match(/[0-9]{6,}/g)).toEqual(["048213"]);
});
