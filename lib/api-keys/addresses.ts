import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;

/**
 * Whether an address is on an allow-list of addresses and CIDR blocks, IPv4 and IPv6; an IPv4-mapped IPv6 address is the IPv4 one. An empty
 * list allows any. A peer that is not known (null) is on no list, and a malformed entry allows nobody.
 */
export function isAddressAllowed(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  const peer = address === null ? null : readAddress(address);
  if (!peer) return false;
  return allowed.some((entry) => {
    const block = readBlock(entry);
    return block !== null && block.base.kind() === peer.kind() && peer.match(block.base as never, block.bits);
  });
}

/** Written in full only: what `10.1` or `0x0a.0.0.1` means is a matter of taste, and no list of addresses is. */
function readAddress(text: string): Address | null {
  const written = text.includes(":") ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
  return written ? ipaddr.process(text) : null;
}

function readBlock(entry: string): { readonly base: Address; readonly bits: number } | null {
  const [text = "", length, ...rest] = entry.split("/");
  const base = readAddress(text);
  if (!base || rest.length > 0) return null;
  const whole = base.kind() === "ipv4" ? 32 : 128;
  if (length === undefined) return { base, bits: whole };
  if (!/^(0|[1-9][0-9]{0,2})$/.test(length)) return null;
  // A block of IPv4-mapped addresses counts its first 96 bits too.
  const bits = Number(length) - (whole === 32 && text.includes(":") ? 96 : 0);
  return bits >= 0 && bits <= whole ? { base, bits } : null;
}
