import { createHash, createHmac } from "node:crypto";
import type { OrganisationId } from "@/db/columns";
import { env } from "@/lib/config/env";
import type { Id } from "@/lib/kernel/ids";

/** A session about to be opened: by a challenge or by the session that it follows, for which organisation. */
export type Sealed = {
  readonly by: Id<"challenge"> | Id<"session">;
  readonly sessionId: Id<"session">;
  readonly organisationId: OrganisationId;
  readonly tokenHash: Buffer;
};

/** What seals are made with, and what the database keeps to check them (db/functions/068_open_session.sql). */
export function sealKey(): Buffer {
  return createHmac("sha256", env().encryptionKey).update("session seal").digest();
}

/** This process's word for a session: that what it is opened by was proved. The database opens none without it. */
export function sealSession({ by, sessionId, organisationId, tokenHash }: Sealed): Buffer {
  const hash = createHash("sha256").update(sealKey());
  for (const id of [by, sessionId, organisationId]) hash.update(Buffer.from(id.replaceAll("-", ""), "hex"));
  return hash.update(tokenHash).digest();
}
