import { randomInt } from "node:crypto";
import { RECOVERY_CODES } from "./rules";

// No I, L, O, U: what is read from paper is typed right.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 3;
const GROUP = 4;

/** Ten new codes of 60 random bits, as they are shown: `7K2M-9QXA-04TR`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
}

function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** The one spelling of a typed code, or null when it is none: case, dashes and spaces do not matter, O is 0, I and L are 1. */
export function readRecoveryCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const valid = plain.length === GROUPS * GROUP && [...plain].every((char) => ALPHABET.includes(char));
  return valid ? (plain.match(/.{4}/g)?.join("-") ?? null) : null;
}
