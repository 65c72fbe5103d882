import { createHash, randomBytes } from "node:crypto";

/** A session's token and its hash, as lib/identity makes them. */
export function newSession(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: createHash("sha256").update(`session:${token}`).digest() };
}
