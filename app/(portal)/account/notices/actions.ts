"use server";

import { action } from "@/lib/http/action";
import { setEscalation, setNoticeSettings } from "@/lib/notifications";
import { escalationInput, noticeSettingsInput } from "@/lib/notifications/schemas";

/** Says when one wants to be told by SMS, for oneself and where one works now. */
export const saveNotices = action({
  input: noticeSettingsInput,
  tries: { action: "notices.set" },
  verb: async (ctx, settings) => {
    await setNoticeSettings(ctx, settings);
    return null;
  },
});

/** Says after how long all checkers and admins are told of what waits. */
export const saveEscalation = action({
  input: escalationInput,
  tries: { action: "organisation.set-escalation" },
  verb: async (ctx, { minutes }) => {
    await setEscalation(ctx, { minutes });
    return null;
  },
});
