import { createHash, randomInt } from "node:crypto";

const PREFIX = "uwk_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM = 42;
const CHECKSUM = 6;
const KEY = /^uwk_[A-Za-z0-9]{48}$/;

/** A new secret key: `uwk_`, 42 random characters (250 bits) and a checksum of 6 (contract: Authentication). */
export function makeKey(): string {
  const random = Array.from({ length: RANDOM }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
  return PREFIX + random + checksum(PREFIX + random);
}

/** Whether a text has a key's form and checksum, so that a mistyped key is refused without a database read. */
export function isKey(text: string): boolean {
  return KEY.test(text) && text.slice(-CHECKSUM) === checksum(text.slice(0, -CHECKSUM));
}

/** SHA-256 of a key: all that is stored of it. */
export function hashKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

// The last six base-62 digits of the first 48 bits of SHA-256.
function checksum(text: string): string {
  let rest = createHash("sha256").update(text).digest().readUIntBE(0, 6);
  let digits = "";
  for (let n = 0; n < CHECKSUM; n++) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}
