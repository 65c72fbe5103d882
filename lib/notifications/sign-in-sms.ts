import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/**
 * The SMS of a sign-in. The code is the only run of six digits in it, so that phones offer it and people find it.
 * @param minutes how long it works
 */
export function signInSms(to: E164, code: string, minutes: number): Sms {
  const text = `Your Distributor Portal code is ${code}. It signs you in and works for ${minutes} minutes. Nobody from us will ask you for it.`;
  return { to, text, purpose: "sign-in" };
}
