import ipaddr from "ipaddr.js";

/**
 * Whether an address is on an allow-list of addresses and CIDR blocks, IPv4 and IPv6; an IPv4-mapped IPv6 address is the IPv4 one. An empty
 * list allows any. A peer that is not known (null) is on no list.
 */
export function isAddressAllowed(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  if (address === null || !ipaddr.isValid(address)) return false;
  const peer = ipaddr.process(address);
  return allowed.some((entry) => {
    const [base, bits] = entry.includes("/") ? ipaddr.parseCIDR(entry) : [ipaddr.process(entry), null];
    if (base.kind() !== peer.kind()) return false;
    return bits === null ? base.toNormalizedString() === peer.toNormalizedString() : peer.match([base, bits] as never);
  });
}
