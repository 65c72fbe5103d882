import type { E164 } from "@/lib/kernel/phone";
import type { Sms } from "./sms";

/** A browser as people call it, and where it was; null is what it does not say. */
type NewDevice = {
  readonly browser: string | null;
  readonly system: string | null;
  readonly address: string | null;
  readonly place: { readonly city: string; readonly area: string } | null;
};

/** The SMS about a sign-in with a browser that its person has not used before. It holds no code and no link: neither may be asked for. */
export function newDeviceSms(to: E164, { browser, system, address, place }: NewDevice): Sms {
  const device = [browser ?? "a browser", system ? `on ${system}` : null, address ? `at ${address}` : null];
  const clock = place ? `, by its clock in ${place.city}, ${place.area}` : "";
  const text = `New sign-in to Distributor Portal: ${device.filter(Boolean).join(" ")}${clock}. Not you? Sign out everywhere under Account, and tell an admin at once.`;
  return { to, text, purpose: "security" };
}
