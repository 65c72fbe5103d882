import { z } from "zod";

/** After how many minutes of waiting somebody may have themselves told by SMS. */
export const SMS_AFTER = [5, 10, 15, 30, 60, 120, 240, 480] as const;

/** After how many minutes of waiting a distributor may have its checkers and admins told, all of them. */
export const ESCALATE_AFTER = [30, 60, 120, 240, 480, 720, 1440] as const;

const HOUR = 60;
/** Quiet hours begin and end at half hours. */
const STEP = HOUR / 2;

/** A time of day as minutes since midnight, in steps of half an hour. */
export const dayMinute = z
  .number()
  .int()
  .min(0)
  .max(24 * HOUR - 1)
  .multipleOf(STEP);

/** All times of day that quiet hours may begin or end at. */
export const DAY_MINUTES: readonly number[] = Array.from({ length: (24 * HOUR) / STEP }, (_, n) => n * STEP);

/** When somebody wants to be told: after how many minutes, null for never, and their quiet hours, null for none. */
export const noticeSettingsInput = z.strictObject({
  smsAfterMinutes: z.literal([...SMS_AFTER]).nullable(),
  quiet: z
    .strictObject({ from: dayMinute, to: dayMinute })
    .refine(({ from, to }) => from !== to, { path: ["to"], message: "must be another time than the beginning" })
    .nullable(),
});

/** When somebody wants to be told of what waits for them. */
export type NoticeSettings = z.output<typeof noticeSettingsInput>;

/** After how many minutes what waits is told to all checkers and admins. */
export const escalationInput = z.strictObject({ minutes: z.literal([...ESCALATE_AFTER]) });
