import { describe, expect, it } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { waitingSms } from "./waiting-sms";

const READER = { phone: parsePhone("+2348123456781"), organisation: "Kiosk", timeZone: "Africa/Lagos" };
const NOW = new Date("2026-11-21T12:00:00.000Z");
const SINCE = new Date("2026-11-21T09:32:00.000Z");

describe("the SMS about what waits", () => {
  it("says how much waits, where, and since when by the organisation's clock", () => {
    const { to, text, purpose } = waitingSms(READER, { waiting: 4, since: SINCE, escalated: false }, NOW);
    expect([to, purpose]).toEqual([READER.phone, "waiting"]);
    expect(text).toBe("Kiosk: 4 requests wait for your decision, the oldest since 10:32. Sign in and open Approvals.");
  });

  it("names the day where it is another one", () => {
    const since = new Date("2026-11-20T23:30:00.000Z");
    expect(waitingSms(READER, { waiting: 1, since, escalated: false }, NOW).text).toContain("since 00:30.");
    const before = new Date("2026-11-20T22:30:00.000Z");
    expect(waitingSms(READER, { waiting: 1, since: before, escalated: false }, NOW).text).toContain(
      "since 20 November, 23:30.",
    );
  });

  it("says of what has waited too long that somebody has to act, and asks for no decision of those who have none", () => {
    const { text } = waitingSms(READER, { waiting: 1, since: SINCE, escalated: true }, NOW);
    expect(text).toContain("1 request waits too long, since 10:32.");
    expect(text).not.toContain("your decision");
  });

  it("has nothing in it that a code or a link could be taken for", () => {
    const shop = { ...READER, organisation: "Shop 9876543" };
    const { text } = waitingSms(shop, { waiting: 4, since: SINCE, escalated: false }, NOW);
    expect(text).not.toMatch(/[0-9]{6}|https?:/);
  });
});
