import { describe, expect, it } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { newDeviceSms } from "./new-device-sms";

const PHONE = parsePhone("+2348123456781");

describe("the SMS about a new browser", () => {
  it("names browser, system and address, as far as they are known", () => {
    const { text, purpose } = newDeviceSms(PHONE, { browser: "Chrome", system: "Android", address: "203.0.113.9" });
    expect(text).toContain("Chrome on Android at 203.0.113.9.");
    expect(purpose).toBe("security");
    expect(newDeviceSms(PHONE, { browser: null, system: null, address: null }).text).toContain(": a browser.");
  });

  it("is short, and has nothing in it that a code or a link could be taken for", () => {
    const longest = "2001:db8:1234:5678:90ab:cdef:1234:5678";
    const { text } = newDeviceSms(PHONE, { browser: "Edge", system: "Windows", address: longest });
    expect(text.length).toBeLessThanOrEqual(200);
    expect(text).not.toMatch(/[0-9]{6}|https?:/);
  });
});
