import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/lib/config/env";
import type { Id } from "@/lib/kernel/ids";

// One byte says which key sealed the blob, so that a second key can be introduced while old blobs stay readable.
const KEY_ID = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts an authenticator secret for one person: AES-256-GCM with ENCRYPTION_KEY; key id, iv, tag and text in one blob. The person's id
 * is authenticated with it, so a blob copied to another person's row does not open.
 */
export function sealSecret(personId: Id<"person">, secret: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", env().encryptionKey, iv).setAAD(Buffer.from(personId));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(KEY_ID), iv, cipher.getAuthTag(), text]);
}

/** Decrypts what `sealSecret` made. Throws when the key, the person or a byte of the blob is another one. */
export function openSecret(personId: Id<"person">, blob: Buffer): string {
  if (blob[0] !== KEY_ID) throw new Error(`sealed with unknown key ${blob[0]}`);
  const iv = blob.subarray(1, 1 + IV_BYTES);
  const tag = blob.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", env().encryptionKey, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(personId))
    .setAuthTag(tag);
  return decipher.update(blob.subarray(1 + IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}
