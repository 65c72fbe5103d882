import { describe, expect, it } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { newDeviceSms } from "./new-device-sms";

const PHONE = parsePhone("+2348123456781");

describe("the SMS about a new browser", () => {
  it("names browser, system, address and place, as far as they are known", () => {
    const device = { browser: "Chrome", system: "Android", address: "203.0.113.9" };
    const { text, purpose } = newDeviceSms(PHONE, { ...device, place: { city: "Lagos", area: "Africa" } });
    expect(text).toContain("Chrome on Android at 203.0.113.9, by its clock in Lagos, Africa. Not you?");
    expect(purpose).toBe("security");
    const unknown = { browser: null, system: null, address: null, place: null };
    expect(newDeviceSms(PHONE, unknown).text).toContain(": a browser. Not you?");
  });

  it("is short, and has nothing in it that a code or a link could be taken for", () => {
    const address = "2001:db8:1234:5678:90ab:cdef:1234:5678";
    const place = { city: "Dumont d'Urville", area: "Antarctica" };
    const { text } = newDeviceSms(PHONE, { browser: "Samsung Internet", system: "Windows", address, place });
    // Two messages of plain letters at most.
    expect(text.length).toBeLessThanOrEqual(306);
    expect(text).toMatch(/^[\x20-\x7e]*$/);
    expect(text).not.toMatch(/[0-9]{6}|https?:/);
  });
});
