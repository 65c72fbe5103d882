import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/**
 * The SMS with the code that opens a customer's wallet: the only run of eight digits in it. The code of a consent, which is read out at the counter, has six:
 * whoever asks for this one wants the wallet.
 * @param minutes how long it works
 */
export function walletCodeSms(to: E164, code: string, minutes: number): Sms {
  const text = `${code} opens your wallet. It works for ${minutes} minutes. Never read it out: nobody who pays you cash needs it.`;
  return { to, text, purpose: "sign-in" };
}

/** The SMS about a wallet that was opened with a browser that has not opened it before. It holds no code and no link. */
export function walletOpenedSms(to: E164): Sms {
  const text =
    "Your wallet was opened in a browser that has not opened it before. If that was not you, tell your issuer at once.";
  return { to, text, purpose: "security" };
}
