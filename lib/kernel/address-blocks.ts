import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;

/** A block of addresses: its base, and how many leading bits all of them share. A single address shares all of its bits. */
type AddressBlock = { readonly base: Address; readonly bits: number };

/**
 * An address written in full, IPv4-mapped IPv6 as the IPv4 it is; null for anything else: what `10.1` or `0x0a.0.0.1` means is a matter of taste,
 * and no list of addresses is.
 */
function readAddress(text: string): Address | null {
  const written = text.includes(":") ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
  return written ? ipaddr.process(text) : null;
}

/** An address or a CIDR block; null for what is neither. */
export function readBlock(entry: string): AddressBlock | null {
  const [text = "", length, ...rest] = entry.split("/");
  const base = readAddress(text);
  if (!base || rest.length > 0) return null;
  const whole = wholeOf(base);
  if (length === undefined) return { base, bits: whole };
  if (!/^(0|[1-9][0-9]{0,2})$/.test(length)) return null;
  // A block of IPv4-mapped addresses counts its first 96 bits too.
  const bits = Number(length) - (whole === 32 && text.includes(":") ? 96 : 0);
  return bits >= 0 && bits <= whole ? { base, bits } : null;
}

/** Whether every address of a block is one of another's. */
export function isInside(inner: AddressBlock, outer: AddressBlock): boolean {
  if (inner.base.kind() !== outer.base.kind() || inner.bits < outer.bits) return false;
  return inner.base.match(outer.base as never, outer.bits);
}

/**
 * The one spelling of an address or a block: without host bits, IPv6 compressed, IPv4-mapped IPv6 as the IPv4 it is, a block of one address as
 * that address. Null for what is neither.
 */
export function normaliseAddress(entry: string): string | null {
  const block = readBlock(entry);
  if (!block) return null;
  const { base, bits } = block;
  if (bits === wholeOf(base)) return base.toString();
  const family = base.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${family.networkAddressFromCIDR(`${base}/${bits}`)}/${bits}`;
}

function wholeOf(address: Address): number {
  return address.kind() === "ipv4" ? 32 : 128;
}
