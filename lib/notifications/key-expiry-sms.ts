import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/** A key that ends: its label, the last four characters of its secret, whose it is, and when, in the distributor's zone. */
type EndingKey = {
  readonly label: string;
  readonly lastFour: string;
  readonly distributor: string;
  readonly expiresAt: Date;
  readonly timeZone: string;
};

/** The SMS about an API key that ends soon. It holds no link, and no run of six digits, which is a code's alone. */
export function keyExpirySms(to: E164, { label, lastFour, distributor, expiresAt, timeZone }: EndingKey): Sms {
  const when = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(expiresAt);
  const plain = (name: string) => name.replace(/[0-9]{6,}/g, "…");
  const text = `The API key ${plain(label)} (…${lastFour}) of ${plain(distributor)} ends on ${when}. Ask for more time under Settings, API keys, or make a new key in time.`;
  return { to, text, purpose: "api-key" };
}
