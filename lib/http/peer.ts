import { randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/config/env";

/*
 * Who is at the other end of the socket is known to the front server alone: a page, an action or a route handler inside Next sees headers.
 * So the front server removes whatever a client says about itself and writes what it knows into headers of ours, with a proof that only
 * this process can have: a random secret on globalThis. Where only Next runs there is no proof and the headers mean nothing.
 *
 *   front server, once per request, before Next sees it:
 *     const peer = { address: clientAddress(socket.remoteAddress, headers["x-forwarded-for"], env().trustedProxyHops), requestId: newRequestId() };
 *     vouchForPeer(request.headers, peer, request.httpVersion);
 *   everything behind it:
 *     readPeer(request.headers)   // { address, requestId, forwarded }
 */

/** The client of a request. `address` is null where it is not known for certain. */
export type Peer = { readonly address: string | null; readonly requestId: string };

/** `forwarded`: somebody stands between the client and us, so that the address is the go-between's where no proxy is configured. */
export type ArrivedPeer = Peer & { readonly forwarded: boolean };

const ADDRESS = "x-portal-peer";
const FORWARDED = "x-portal-forwarded";
const PROOF = "x-portal-proof";
const REQUEST_ID = "x-request-id";
const FORWARDING =
  /^(?:forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-portal-.*|x-request-id)$/;

/** Of those, what no browser sends by itself; `via` is what proxies sign with. */
const GO_BETWEEN = /^(?:via|forwarded|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;

const FRONT = Symbol.for("distributor-portal.front");
const holder = globalThis as { [FRONT]?: { readonly proof: string } };

/** A new request id: what people read to us and what stands in logs and audit. */
export function newRequestId(): string {
  return randomUUID();
}

/**
 * The client's address: the socket's peer, or, behind `hops` trusted proxies, the entry that the outermost of them appended to
 * X-Forwarded-For. An IPv4 address inside IPv6 is told as IPv4; null for anything that is no address.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  hops: number,
): string | null {
  const chain = [...(forwardedFor ? forwardedFor.split(",").map((entry) => entry.trim()) : []), socket ?? ""];
  return plainAddress(chain.at(-(hops + 1)) ?? chain[0]);
}

/**
 * For the front server: removes from a request's headers whatever a client or an untrusted proxy says about where it comes from, and writes
 * what the front server knows: also that a go-between left such a header, or asked in HTTP/1.0 (`httpVersion`), which browsers do not and
 * nginx does where it is told nothing. The headers are Node's (lower-case names), changed in place.
 */
export function vouchForPeer(
  headers: Record<string, string | string[] | undefined>,
  peer: Peer,
  httpVersion = "1.1",
): void {
  const forwarded = httpVersion === "1.0" || Object.keys(headers).some((name) => GO_BETWEEN.test(name));
  for (const name of Object.keys(headers)) if (FORWARDING.test(name)) delete headers[name];
  holder[FRONT] ??= { proof: randomBytes(32).toString("base64url") };
  headers[PROOF] = holder[FRONT].proof;
  headers[REQUEST_ID] = peer.requestId;
  if (peer.address) headers[ADDRESS] = peer.address;
  if (forwarded) headers[FORWARDED] = "1";
}

/**
 * The client of a request. Behind the front server what it vouched for; where only Next runs a new request id, and an address only if a
 * trusted proxy is configured (TRUSTED_PROXY_HOPS), which then has appended it to X-Forwarded-For.
 */
export function readPeer(headers: { get(name: string): string | null }): ArrivedPeer {
  if (isVouched(headers.get(PROOF))) {
    const forwarded = headers.get(FORWARDED) !== null;
    return { address: headers.get(ADDRESS), requestId: headers.get(REQUEST_ID) ?? newRequestId(), forwarded };
  }
  const hops = env().trustedProxyHops;
  const chain = headers.get("x-forwarded-for");
  const entries = (chain ?? "").split(",").map((entry) => entry.trim());
  const address = hops > 0 ? plainAddress(entries.at(-hops)) : null;
  return { address, requestId: newRequestId(), forwarded: chain !== null };
}

function isVouched(proof: string | null): boolean {
  const expected = holder[FRONT]?.proof;
  if (!expected || proof?.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(proof), Buffer.from(expected));
}

function plainAddress(text: string | undefined): string | null {
  return text && ipaddr.isValid(text) ? ipaddr.process(text).toString() : null;
}
