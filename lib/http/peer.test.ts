import { beforeEach, describe, expect, test } from "vitest";
import { clientAddress, readPeer, vouchForPeer } from "./peer";

const FRONT = Symbol.for("distributor-portal.front");
const holder = globalThis as { [key: symbol]: unknown };

function giveHops(trustedProxyHops: number) {
  holder[Symbol.for("distributor-portal.env")] = { trustedProxyHops };
}

const asRead = (headers: Record<string, string | string[] | undefined>) =>
  new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]));

beforeEach(() => {
  delete holder[FRONT];
  giveHops(0);
});

describe("behind the front server", () => {
  test("address and request id are what it vouched for", () => {
    const headers = {};
    vouchForPeer(headers, { address: "203.0.113.7", requestId: "r-1" });
    expect(readPeer(asRead(headers))).toEqual({ address: "203.0.113.7", requestId: "r-1", forwarded: false });
  });

  test("whatever a client says about itself is gone, and the rest stays", () => {
    const headers: Record<string, string> = {
      "x-forwarded-for": "1.2.3.4",
      "x-forwarded-host": "evil.example",
      forwarded: "for=1.2.3.4",
      "x-real-ip": "1.2.3.4",
      "x-portal-peer": "1.2.3.4",
      "x-portal-proof": "guess",
      "x-request-id": "mine",
      host: "portal.example",
    };
    vouchForPeer(headers, { address: null, requestId: "r-2" });
    expect(Object.keys(headers).sort()).toEqual(["host", "x-portal-forwarded", "x-portal-proof", "x-request-id"]);
    expect(readPeer(asRead(headers))).toEqual({ address: null, requestId: "r-2", forwarded: true });
  });

  test.each([
    [{ "x-forwarded-for": "1.2.3.4" }, "1.1", true],
    [{ forwarded: "for=1.2.3.4" }, "1.1", true],
    [{ via: "1.1 proxy" }, "1.1", true],
    [{}, "1.0", true],
    [{ "x-portal-forwarded": "1", "x-request-id": "mine" }, "1.1", false],
    [{}, "1.1", false],
  ])("a go-between is noticed by what it leaves: %j in HTTP/%s: %s", (sent, httpVersion, forwarded) => {
    const headers: Record<string, string> = { host: "localhost", ...sent };
    vouchForPeer(headers, { address: "127.0.0.1", requestId: "r" }, httpVersion);
    expect(readPeer(asRead(headers)).forwarded).toBe(forwarded);
  });

  test("a guessed proof is worth nothing", () => {
    vouchForPeer({}, { address: null, requestId: "r" });
    const forged = { "x-portal-peer": "1.2.3.4", "x-portal-proof": "A".repeat(43), "x-request-id": "mine" };
    expect(readPeer(asRead(forged)).address).toBeNull();
    expect(readPeer(asRead(forged)).requestId).not.toBe("mine");
  });
});

describe("where only Next runs", () => {
  const forged = asRead({
    "x-portal-peer": "1.2.3.4",
    "x-portal-proof": "",
    "x-forwarded-for": "6.6.6.6, 203.0.113.7",
  });

  test("nothing is believed", () => {
    expect(readPeer(forged).address).toBeNull();
    expect(readPeer(forged).requestId).not.toBe(readPeer(forged).requestId);
  });

  test("with a trusted proxy its own entry is believed, and nothing left of it", () => {
    giveHops(1);
    expect(readPeer(forged).address).toBe("203.0.113.7");
  });
});

describe("the client's address", () => {
  test.each([
    ["203.0.113.7", undefined, 0, "203.0.113.7"],
    ["::ffff:203.0.113.7", undefined, 0, "203.0.113.7"],
    ["203.0.113.7", "6.6.6.6", 0, "203.0.113.7"],
    ["10.0.0.1", "6.6.6.6, 203.0.113.7", 1, "203.0.113.7"],
    ["10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"],
    ["10.0.0.1", undefined, 1, "10.0.0.1"],
    ["10.0.0.1", "nonsense", 1, null],
    [undefined, undefined, 0, null],
  ])("socket %s, forwarded %s, %i hops: %s", (socket, forwarded, hops, address) => {
    expect(clientAddress(socket, forwarded, hops)).toBe(address);
  });
});
