import type { WaitingReader } from "./notice-waiting";
import type { Sms } from "./sms";

/** The SMS about requests that nobody could complete. It holds no link, and no run of six digits, which is a code's alone. */
export function blockedSms({ phone, organisation }: WaitingReader, blocked: number): Sms {
  const name = organisation.replace(/[0-9]{6,}/g, "…");
  const what = blocked === 1 ? "1 request is blocked" : `${blocked} requests are blocked`;
  const text = `${name}: ${what}: nobody can complete ${blocked === 1 ? "it" : "them"} as people are now. Sign in, open Approvals, Blocked, and see what helps.`;
  return { to: phone, text, purpose: "waiting" };
}
