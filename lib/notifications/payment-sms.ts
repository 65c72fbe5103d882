import { formatGrouped, type Money } from "@/lib/kernel/money";
import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/** Money that moved between a customer's wallet and a distributor's float: into the wallet, out of it, or back the way that it came. */
export type Payment = {
  readonly direction: "in" | "out" | "in-reversed" | "out-reversed";
  readonly amount: Money;
  readonly distributor: string;
};

const TEXTS: Readonly<Record<Payment["direction"], (distributor: string, sum: string) => string>> = {
  in: (distributor, sum) => `${distributor} paid ${sum} into your wallet.`,
  out: (distributor, sum) =>
    `${distributor} paid you ${sum} out of your wallet. If you did not receive it, tell your issuer.`,
  "in-reversed": (distributor, sum) =>
    `${distributor} took ${sum} of a cash-in back. If you do not know why, tell your issuer.`,
  "out-reversed": (distributor, sum) => `${distributor} put ${sum} of a cash-out back into your wallet.`,
};

/** The SMS that tells a customer of a payment. Amounts are grouped and no id is named: six digits in a row are a code's alone. */
export function paymentSms(to: E164, { direction, amount, distributor }: Payment): Sms {
  const sum = `${amount.currency} ${formatGrouped(amount)}`;
  return { to, text: TEXTS[direction](distributor, sum), purpose: "payment" };
}
