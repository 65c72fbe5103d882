import { expect, test } from "vitest";
import type { E164 } from "@/lib/kernel/phone";
import { blockedSms } from "./blocked-sms";

const reader = { phone: "+2348012345678" as E164, organisation: "Shop 1234567", timeZone: "Africa/Lagos" };

test("it says how many are blocked, and holds no run of digits that could be taken for a code", () => {
  const { to, text, purpose } = blockedSms(reader, 2);
  expect({ to, purpose }).toEqual({ to: reader.phone, purpose: "waiting" });
  expect(text).toContain("Shop …: 2 requests are blocked");
  expect(blockedSms(reader, 1).text).toContain("1 request is blocked");
  expect(text).not.toMatch(/[0-9]{6}/);
});

test("it fits into one SMS for a name of ordinary length", () => {
  expect(blockedSms({ ...reader, organisation: "Corner Shop and Sons" }, 12).text.length).toBeLessThanOrEqual(160);
});
