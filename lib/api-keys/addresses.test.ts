import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseAddress } from "@/lib/kernel/address-blocks";
import { isAddressAllowed } from "./addresses";

const octet = fc.integer({ min: 0, max: 255 });
const v4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
const v6 = fc
  .tuple(fc.integer({ min: 1, max: 0xffff }), ...Array.from({ length: 7 }, () => fc.integer({ min: 0, max: 0xffff })))
  .map((groups) => groups.map((group) => group.toString(16)).join(":"));

const numberOf = (address: string) => address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
const inBlock = (address: string, base: string, bits: number) =>
  Math.floor(numberOf(address) / 2 ** (32 - bits)) === Math.floor(numberOf(base) / 2 ** (32 - bits));

describe("an empty list", () => {
  test("allows any peer, known or not", () => {
    expect(isAddressAllowed("192.0.2.1", [])).toBe(true);
    expect(isAddressAllowed(null, [])).toBe(true);
  });
});

describe("a list", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1", true],
    ["192.0.2.2", "192.0.2.1", false],
    ["192.0.2.77", "192.0.2.0/24", true],
    ["192.0.3.0", "192.0.2.0/24", false],
    ["192.0.2.77", "192.0.2.99/24", true],
    ["203.0.113.9", "0.0.0.0/0", true],
    ["2001:db8::1", "0.0.0.0/0", false],
    ["192.0.2.1", "::/0", false],
    ["2001:db8::1", "2001:0DB8:0:0::0001", true],
    ["2001:db8::2", "2001:db8::1", false],
    ["2001:db8:0:1::5", "2001:db8::/48", true],
    ["2001:db8:1::5", "2001:db8::/48", false],
    ["2001:db8::1", "2001:db8::1/128", true],
    ["2001:db8::1", "::/0", true],
    ["::ffff:192.0.2.1", "192.0.2.1", true],
    ["::ffff:c000:201", "192.0.2.0/24", true],
    ["192.0.2.1", "::ffff:192.0.2.1", true],
    ["192.0.2.9", "::ffff:192.0.2.0/120", true],
    ["192.0.3.9", "::ffff:192.0.2.0/120", false],
  ])("for %s with the entry %s answers %s", (peer, entry, allowed) => {
    expect(isAddressAllowed(peer, [entry])).toBe(allowed);
    expect(isAddressAllowed(peer, ["198.51.100.200", entry, "2001:db8:ffff::1"])).toBe(allowed);
  });

  test.each(["not an address", "", "192.0.2", "192.0.2.1 ", "192.0.2.1:443", "[2001:db8::1]"])(
    "does not allow a peer that is no address: %j",
    (peer) => {
      expect(isAddressAllowed(peer, ["0.0.0.0/0", "::/0"])).toBe(false);
    },
  );

  test("does not allow a peer that nobody knows", () => {
    expect(isAddressAllowed(null, ["0.0.0.0/0", "::/0"])).toBe(false);
  });
});

describe("a malformed entry", () => {
  const malformed = [
    "",
    " ",
    "*",
    "any",
    "192.0.2.1 ",
    " 192.0.2.1",
    "192.0.2.1\n",
    "192.0.2",
    "3221225985",
    "0xc0000201",
    "0300.0.2.1",
    "192.0.2.001",
    "192.0.2.256",
    "192.0.2.0/",
    "192.0.2.0/33",
    "192.0.2.0/-1",
    "192.0.2.0/024",
    "192.0.2.0/2 4",
    "192.0.2.0/1e1",
    "192.0.2.0/255.255.255.0",
    "192.0.2.0/24/24",
    "192.0.2.0-192.0.2.9",
    "/0",
    "::/129",
    "::/",
    "::ffff:192.0.2.0/95",
    "2001:db8:::1",
    "[2001:db8::1]",
    "example.com",
  ];

  test.each(malformed)("%j allows nobody", (entry) => {
    for (const peer of ["192.0.2.1", "::ffff:192.0.2.1", "2001:db8::1", "::1", "127.0.0.1", "0.0.0.0"]) {
      expect(isAddressAllowed(peer, [entry])).toBe(false);
    }
  });

  test("does not spoil its neighbours", () => {
    expect(isAddressAllowed("192.0.2.1", [...malformed, "192.0.2.1"])).toBe(true);
  });

  test("whatever it is, is never an error", () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(v4, v6, fc.string()), (entry, peer) => {
        expect(typeof isAddressAllowed(peer, [entry])).toBe("boolean");
      }),
    );
  });
});

describe("for all addresses", () => {
  test("an address is on the list that names it, and as an IPv4-mapped one too", () => {
    fc.assert(
      fc.property(v4, (address) => {
        for (const peer of [address, `::ffff:${address}`]) {
          for (const entry of [address, `::ffff:${address}`, `${address}/32`, `::ffff:${address}/128`]) {
            expect(isAddressAllowed(peer, [entry])).toBe(true);
          }
        }
      }),
    );
    fc.assert(fc.property(v6, (address) => isAddressAllowed(address, [address.toUpperCase()])));
  });

  test("an IPv4 block holds exactly the addresses that share its first bits", () => {
    fc.assert(
      fc.property(v4, v4, fc.integer({ min: 0, max: 32 }), fc.boolean(), (peer, base, bits, near) => {
        const address = near ? [...base.split(".").slice(0, 3), peer.split(".")[3]].join(".") : peer;
        const expected = inBlock(address, base, bits);
        expect(isAddressAllowed(address, [`${base}/${bits}`])).toBe(expected);
        expect(isAddressAllowed(`::ffff:${address}`, [`${base}/${bits}`])).toBe(expected);
        expect(isAddressAllowed(address, [`::ffff:${base}/${bits + 96}`])).toBe(expected);
      }),
    );
  });
});

describe("the one spelling of an entry", () => {
  test("allows whom the entry allows", () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), fc.oneof(v4, v6), fc.integer({ min: 0, max: 32 }), (peer, base, bits) => {
        const entry = `${base}/${bits}`;
        expect(isAddressAllowed(peer, [normaliseAddress(entry) ?? ""])).toBe(isAddressAllowed(peer, [entry]));
      }),
    );
  });
});
