import { expect, it } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { walletCodeSms, walletOpenedSms } from "./wallet-sms";

const to = parsePhone("+2348123456781");

it("the SMS that opens a wallet has its code as the only digits in a row, says that nobody may have it, and fits one SMS", () => {
  const { text, purpose } = walletCodeSms(to, "04821399", 5);
  expect(text.match(/[0-9]{2,}/g)).toEqual(["04821399"]);
  expect(text).toContain("Never read it out");
  expect(text.length).toBeLessThanOrEqual(160);
  expect(purpose).toBe("sign-in");
});

it("the SMS about a wallet that was opened elsewhere has neither a code nor a link, and fits one SMS", () => {
  const { text, purpose } = walletOpenedSms(to);
  expect(text).not.toMatch(/[0-9]|http/);
  expect(text.length).toBeLessThanOrEqual(160);
  expect(purpose).toBe("security");
});
