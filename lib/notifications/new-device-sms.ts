import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/** A browser as people call it; null where it does not say. */
type Place = { readonly browser: string | null; readonly system: string | null; readonly address: string | null };

/** The SMS about a sign-in with a browser that its person has not used before. It holds no code and no link: neither may be asked for. */
export function newDeviceSms(to: E164, { browser, system, address }: Place): Sms {
  const device = [browser ?? "a browser", system ? `on ${system}` : null, address ? `at ${address}` : null];
  const text = `New sign-in to Distributor Portal: ${device.filter(Boolean).join(" ")}. Not you? Sign out everywhere under Account, and tell an admin at once.`;
  return { to, text, purpose: "security" };
}
