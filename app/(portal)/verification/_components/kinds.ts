import { messages } from "@/lib/i18n/messages";

/** A violation that has words of its own. */
export type Kind = keyof typeof messages.verification.kinds;

/** Whether a violation has words of its own. */
export function isKind(violation: string): violation is Kind {
  return violation in messages.verification.kinds;
}
