import { beforeEach, describe, expect, test } from "vitest";
import { vouchForPeer } from "@/lib/http/peer";
import { mayLook } from "./may-look";

const holder = globalThis as { [key: symbol]: unknown };

function given(settings: { trial?: boolean; trustedProxyHops?: number } = {}) {
  holder[Symbol.for("distributor-portal.env")] = { trial: true, trustedProxyHops: 0, ...settings };
}

type Sent = Record<string, string> & { httpVersion?: string };

/** A request as it arrives behind the front server. */
function asked(address: string | null, host: string | undefined, sent: Sent = {}): Headers {
  const { httpVersion, ...more } = sent;
  const headers: Record<string, string> = host === undefined ? more : { host, ...more };
  vouchForPeer(headers, { address, requestId: "r" }, httpVersion);
  return new Headers(headers);
}

beforeEach(() => given());

describe("the trial page answers", () => {
  test.each([
    ["127.0.0.1", "127.0.0.1:3000"],
    ["127.0.0.1", "localhost:3000"],
    ["127.0.0.1", "LOCALHOST"],
    ["::1", "[::1]:3000"],
    ["::1", "localhost"],
  ])("%s asking for %s", (address, host) => {
    expect(mayLook(asked(address, host))).toBe(true);
  });
});

describe("the trial page does not exist for", () => {
  test.each([
    ["another machine", "192.0.2.7", "localhost:3000"],
    ["another machine in the same network", "10.0.0.5", "localhost:3000"],
    ["a peer nobody knows", null, "localhost:3000"],
    ["another site's name that leads to this machine", "127.0.0.1", "evil.example:3000"],
    ["a name that only begins like this machine's", "127.0.0.1", "localhost.evil.example"],
    ["a name that only ends like this machine's", "127.0.0.1", "evil-localhost"],
    ["an address of this machine in the network", "127.0.0.1", "192.0.2.1:3000"],
    ["a name with a user in it", "127.0.0.1", "localhost@evil.example"],
    ["no name at all", "127.0.0.1", undefined],
  ])("%s", (_, address, host) => {
    expect(mayLook(asked(address, host))).toBe(false);
  });

  test("anybody, where DATABASE_URL is set", () => {
    given({ trial: false });
    expect(mayLook(asked("127.0.0.1", "localhost:3000"))).toBe(false);
  });

  test("anybody, behind a proxy: everybody may come from its side", () => {
    given({ trustedProxyHops: 1 });
    expect(mayLook(asked("127.0.0.1", "localhost:3000"))).toBe(false);
  });

  test.each<[string, Sent]>([
    ["a tunnel that tells the client's address", { "x-forwarded-for": "203.0.113.7" }],
    ["a proxy that tells it another way", { forwarded: "for=203.0.113.7" }],
    ["a proxy that tells the name that was asked for", { "x-forwarded-host": "portal.example" }],
    ["a proxy that only signs", { via: "1.1 proxy" }],
    ["nginx as it comes, which tells nothing and asks in HTTP/1.0", { httpVersion: "1.0" }],
  ])("anybody behind %s, though this machine's address and name arrive", (_, sent) => {
    expect(mayLook(asked("127.0.0.1", "localhost:3000", sent))).toBe(false);
  });

  test("anybody, where only Next runs and nothing a request says is vouched for", () => {
    const claimed = { host: "localhost", "x-portal-peer": "127.0.0.1", "x-forwarded-for": "127.0.0.1" };
    expect(mayLook(new Headers(claimed))).toBe(false);
  });
});
