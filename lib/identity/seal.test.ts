import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import { openSecret, sealSecret } from "./seal";

const person = newId("person");

function giveKey(encryptionKey: Buffer) {
  Object.assign(globalThis, { [Symbol.for("distributor-portal.env")]: { encryptionKey } });
}

beforeAll(() => giveKey(randomBytes(32)));

test("what was sealed opens again, and no two seals of one secret are alike", () => {
  const [a, b] = [sealSecret(person, "JBSWY3DPEHPK3PXP"), sealSecret(person, "JBSWY3DPEHPK3PXP")];
  expect(openSecret(person, a)).toBe("JBSWY3DPEHPK3PXP");
  expect(a.equals(b)).toBe(false);
  expect(a.toString("latin1")).not.toContain("JBSWY3DPEHPK3PXP");
});

test("a blob opens for its own person only", () => {
  const blob = sealSecret(person, "JBSWY3DPEHPK3PXP");
  expect(() => openSecret(newId("person"), blob)).toThrow();
});

test("a changed byte anywhere is noticed", () => {
  const blob = sealSecret(person, "JBSWY3DPEHPK3PXP");
  for (let at = 0; at < blob.length; at++) {
    const changed = Buffer.from(blob);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => openSecret(person, changed)).toThrow();
  }
  expect(() => openSecret(person, blob.subarray(0, 20))).toThrow();
});

test("another key does not open it", () => {
  const blob = sealSecret(person, "JBSWY3DPEHPK3PXP");
  giveKey(randomBytes(32));
  expect(() => openSecret(person, blob)).toThrow();
});
