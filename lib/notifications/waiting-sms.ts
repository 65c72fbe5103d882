import type { WaitingReader } from "./notice-waiting";
import type { Sms } from "./sms";

/** What waits for somebody: how many requests, since when the oldest, and whether some have waited too long for their organisation. */
export type Waiting = { readonly waiting: number; readonly since: Date; readonly escalated: boolean };

/** The SMS about requests that wait. It holds no link, and no run of six digits, which is a code's alone. */
export function waitingSms(
  { phone, organisation, timeZone }: WaitingReader,
  { waiting, since, escalated }: Waiting,
  now: Date,
): Sms {
  const name = organisation.replace(/[0-9]{6,}/g, "…");
  const what = waiting === 1 ? "1 request waits" : `${waiting} requests wait`;
  const from = waiting === 1 ? `since ${at(since, now, timeZone)}` : `the oldest since ${at(since, now, timeZone)}`;
  const text = escalated
    ? `${name}: ${what} too long, ${from}. Somebody has to decide, or to find who can: sign in and open Approvals.`
    : `${name}: ${what} for your decision, ${from}. Sign in and open Approvals.`;
  return { to: phone, text, purpose: "waiting" };
}

/** "10:32", and the day where it is another one. */
function at(instant: Date, now: Date, timeZone: string): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(instant);
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "long" });
  return day.format(instant) === day.format(now) ? time : `${day.format(instant)}, ${time}`;
}
