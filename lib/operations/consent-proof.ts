import { createHash, createHmac, randomBytes, randomInt } from "node:crypto";
import { env } from "@/lib/config/env";
import type { Id } from "@/lib/kernel/ids";

/** What a customer proves their answer with: six digits that they read out, and the token of a link. They go into the SMS alone. */
export type ConsentProof = {
  readonly code: string;
  readonly token: string;
  readonly codeHash: Buffer;
  readonly linkHash: Buffer;
};

/** New ones for an operation. The token has no run of six digits: that is the code's alone. */
export function newConsentProof(operationId: Id<"operation">): ConsentProof {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  let token = newToken();
  while (/[0-9]{6}/.test(token)) token = newToken();
  return { code, token, codeHash: hashConsentCode(operationId, code), linkHash: hashConsentLink(token) };
}

/** HMAC of a code: a million codes are tried in no time by whoever reads the table, unless they lack the key. */
export function hashConsentCode(operationId: Id<"operation">, code: string): Buffer {
  return createHmac("sha256", env().authSecret).update(`consent-code:${operationId}:${code}`).digest();
}

/** SHA-256 of a link's token: 192 random bits need no key. */
export function hashConsentLink(token: string): Buffer {
  return createHash("sha256").update(`consent-link:${token}`).digest();
}

/** Whether a text has a token's form, so that anything else costs no database read. */
export function isConsentToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{32}$/.test(text);
}

function newToken(): string {
  return randomBytes(24).toString("base64url");
}
