import { formatGrouped, type Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/** Who wants to pay out how much of a customer's wallet, the code that agrees, and the page where they agree or refuse. */
type Question = {
  readonly distributor: string;
  readonly amount: Money;
  readonly code: string;
  /** Its token has no run of six digits. */
  readonly link: string;
  readonly minutes: number;
};

/** The SMS that asks a customer whether money may be paid out of their wallet. The code is the only run of six digits in it. */
export function consentSms(to: E164, { distributor, amount, code, link, minutes }: Question): Sms {
  const name = distributor.replace(/[0-9]{6,}/g, "…");
  const text = `${name} wants to pay you ${amount.currency} ${formatGrouped(amount)} in cash out of your wallet. To agree, read out the code ${code} within ${minutes} minutes. Or answer here, also to refuse: ${link}`;
  return { to, text, purpose: "consent" };
}
