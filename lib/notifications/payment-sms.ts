import { formatGrouped, type Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/** Money that moved between a customer's wallet and a distributor's float. */
export type Payment = { readonly direction: "in" | "out"; readonly amount: Money; readonly distributor: string };

/** The SMS that tells a customer of a payment. Amounts are grouped and no id is named: six digits in a row are a code's alone. */
export function paymentSms(to: E164, { direction, amount, distributor }: Payment): Sms {
  const sum = `${amount.currency} ${formatGrouped(amount)}`;
  const text =
    direction === "in"
      ? `${distributor} paid ${sum} into your wallet.`
      : `${distributor} paid you ${sum} out of your wallet. If you did not receive it, tell your issuer.`;
  return { to, text, purpose: "payment" };
}
