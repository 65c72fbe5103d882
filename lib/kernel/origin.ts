import ipaddr from "ipaddr.js";

/**
 * What counts as one address where addresses are limited: an IPv4 address, or the /64 of an IPv6 one, which is what one customer is given.
 * Null for what is no address.
 */
export function originOf(address: string | null): string | null {
  if (address === null || !ipaddr.isValid(address)) return null;
  const peer = ipaddr.process(address);
  if (peer.kind() === "ipv4") return peer.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${peer.toString()}/64`)}/64`;
}
