import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/config/env";
import type { Id } from "@/lib/kernel/ids";

/** A new opaque token: 256 random bits, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether a text has a token's form, so that anything else costs no database read. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** SHA-256 of a session's token: all that is stored of it. 256 random bits need no key. */
export function hashSessionToken(token: string): Buffer {
  return createHash("sha256").update(`session:${token}`).digest();
}

/** What a browser has proved so far; its ticket is worth this and nothing more. */
export type Stage = "sms-passed" | "enrolled";

/** SHA-256 of a ticket for one stage: the ticket of an earlier stage does not open a later one. */
export function hashTicket(stage: Stage, ticket: string): Buffer {
  return createHash("sha256").update(`${stage}:${ticket}`).digest();
}

/** Random digits, six unless told; the first may be 0. */
export function newSmsCode(digits = 6): string {
  return String(randomInt(10 ** digits)).padStart(digits, "0");
}

/** HMAC of an SMS code: a million codes are tried in no time by whoever reads the table, unless they lack the key. */
export function hashSmsCode(challengeId: Id<"challenge">, code: string): Buffer {
  return createHmac("sha256", env().authSecret).update(`sms-code:${challengeId}:${code}`).digest();
}

/** HMAC of a recovery code, keyed like the authenticator secret that it stands in for. Spelling as `readRecoveryCode` gives it. */
export function hashRecoveryCode(personId: Id<"person">, code: string): Buffer {
  return createHmac("sha256", env().encryptionKey).update(`recovery-code:${personId}:${code}`).digest();
}

/** Compares two hashes in constant time. */
export function sameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
