import type { E164 } from "@/lib/kernel/phone";

/** Why an SMS is sent; for logs and bills, never part of the text. */
export type SmsPurpose = "sign-in" | "invitation" | "security" | "payment" | "consent" | "api-key" | "waiting";

/** One SMS. The text may hold a code: it is not to be logged. */
export type Sms = { readonly to: E164; readonly text: string; readonly purpose: SmsPurpose };

/** Whoever delivers SMS. `send` resolves when the gateway has taken the message. @throws SmsError */
export type SmsProvider = { send(sms: Sms): Promise<void> };

/** The gateway did not take a message. The text of the message is in none of its members. */
export class SmsError extends Error {
  override readonly name = "SmsError";
}
