import { isInside, readBlock } from "@/lib/kernel/address-blocks";

/**
 * Whether an address is on an allow-list of addresses and CIDR blocks, IPv4 and IPv6; an IPv4-mapped IPv6 address is the IPv4 one. An empty
 * list allows any. A peer that is not known (null) is on no list, and a malformed entry allows nobody.
 */
export function isAddressAllowed(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  const peer = address === null || address.includes("/") ? null : readBlock(address);
  if (!peer) return false;
  return allowed.some((entry) => {
    const block = readBlock(entry);
    return block !== null && isInside(peer, block);
  });
}
