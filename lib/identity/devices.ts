import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { personDevices, walletDevices } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { isToken } from "./hashes";
import { hashInvitation } from "./invitations";

/** SHA-256 of a person and the token in a browser's cookie: 256 random bits need no key. */
export function hashDevice(personId: Id<"person">, token: string): Buffer {
  return createHash("sha256").update(`device:${personId}:${token}`).digest();
}

// Compared with like anybody else's, so that an unknown phone costs the same statement.
const NOBODY = "00000000-0000-0000-0000-000000000000" as Id<"person">;

/** The hash of this browser if the person has signed in with it before; null for strangers' browsers. */
export async function familiarDevice(
  ctx: Ctx,
  personId: Id<"person"> | null,
  token: string | null,
): Promise<Buffer | null> {
  if (!token || !isToken(token)) return null;
  const hash = hashDevice(personId ?? NOBODY, token);
  const rows = await ctx.tx
    .select({ personId: personDevices.personId })
    .from(personDevices)
    .where(and(eq(personDevices.personId, personId ?? NOBODY), eq(personDevices.deviceHash, hash)));
  return rows.length > 0 ? hash : null;
}

/** The hash of an open invitation to this person if this browser holds its link; null for any other. */
export async function familiarInvitation(
  ctx: Ctx,
  personId: Id<"person"> | null,
  token: string | null,
): Promise<Buffer | null> {
  if (!token || !isToken(token)) return null;
  const hash = hashInvitation(token);
  const rows = (await ctx.tx.execute(sql`
    select 1 from lookup_invitation(${hash}) where status = 'invited' and person_id = ${personId ?? NOBODY}`)) as unknown[];
  return rows.length > 0 ? hash : null;
}

/** SHA-256 of a customer's phone and the token in a browser's cookie. */
export function hashWalletDevice(phone: string, token: string): Buffer {
  return createHash("sha256").update(`wallet-device:${phone}:${token}`).digest();
}

/** The hash of this browser if a wallet of the phone has been opened with it before; null for strangers' browsers. */
export async function familiarWalletDevice(ctx: Ctx, phone: string, token: string | null): Promise<Buffer | null> {
  if (!token || !isToken(token)) return null;
  const hash = hashWalletDevice(phone, token);
  const rows = await ctx.tx
    .select({ phone: walletDevices.phone })
    .from(walletDevices)
    .where(and(eq(walletDevices.phone, phone), eq(walletDevices.deviceHash, hash)));
  return rows.length > 0 ? hash : null;
}
