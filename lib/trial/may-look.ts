import ipaddr from "ipaddr.js";
import { env } from "@/lib/config/env";
import { readPeer } from "@/lib/http/peer";

/** The three spellings of this very machine, each with or without a port. */
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?$/i;

/**
 * Whether a request may see the trial's secrets: in the embedded default only, from this machine, asked for by a name of this machine. The
 * name is checked because a page of somebody else, whose own name was made to lead here, comes from this machine too. Where nobody vouches
 * for the peer (only Next runs, or a proxy stands in front, from whose side everybody may come) the answer is no; also where nobody told us
 * of the proxy, but the request shows one: a tunnel on this machine may give every stranger this machine's address and name.
 */
export function mayLook(headers: { get(name: string): string | null }): boolean {
  if (!env().trial || env().trustedProxyHops > 0) return false;
  const { address, forwarded } = readPeer(headers);
  if (forwarded || address === null || ipaddr.process(address).range() !== "loopback") return false;
  return LOOPBACK_HOST.test(headers.get("host") ?? "");
}
