import { expect, it } from "vitest";
import { parsePhone } from "@/lib/kernel/phone";
import { invitationSms } from "./invitation-sms";

it("the SMS of an invitation names the organisation, the link and its days, and nothing that a code could be taken for", () => {
  const link = "https://portal.example/invitation/abcDEF";
  const { text, purpose } = invitationSms(parsePhone("+2348123456781"), "Kiosk 123456", link, 7);
  expect(text).toContain("work for Kiosk …");
  expect(text).toContain(`within 7 days: ${link}`);
  expect(text).not.toMatch(/[0-9]{6}/);
  expect(purpose).toBe("invitation");
});
