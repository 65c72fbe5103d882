import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/**
 * The SMS of an invitation.
 * @param link the page of the invitation, whose token has no run of six digits (`newInvitation`)
 * @param days how long it is open
 */
export function invitationSms(to: E164, organisation: string, link: string, days: number): Sms {
  // A name may hold digits; a run of six is a code's alone.
  const name = organisation.replace(/[0-9]{6,}/g, "…");
  const text = `You are invited to work for ${name} on Distributor Portal. Accept within ${days} days: ${link}`;
  return { to, text, purpose: "invitation" };
}
