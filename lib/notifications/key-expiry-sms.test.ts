import { describe, expect, it } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { keyExpirySms } from "./key-expiry-sms";

const PHONE = parsePhone("+2348123456781");
const KEY = {
  label: "POS 1",
  lastFour: "aB3d",
  distributor: "Kiosk",
  expiresAt: new Date("2026-12-31T23:30:00.000Z"),
  timeZone: "Africa/Lagos",
};

describe("the SMS about a key that ends", () => {
  it("names the key, whose it is, and when it ends by the distributor's clock", () => {
    const { to, text, purpose } = keyExpirySms(PHONE, KEY);
    expect([to, purpose]).toEqual([PHONE, "api-key"]);
    expect(text).toContain("POS 1 (…aB3d) of Kiosk ends on 1 January 2027 at 00:30.");
  });

  it("has nothing in it that a code or a link could be taken for", () => {
    const { text } = keyExpirySms(PHONE, { ...KEY, label: "till 123456", distributor: "Shop 9876543" });
    expect(text).not.toMatch(/[0-9]{6}|https?:/);
  });
});
