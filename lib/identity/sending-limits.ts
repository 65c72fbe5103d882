import { and, count, eq, gt, min, type SQL, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { DomainError } from "@/lib/kernel/errors";
import type { E164 } from "@/lib/kernel/phone";
import type { Ctx } from "@/lib/runtime";
import { SMS_PER_ADDRESS, SMS_PER_PHONE, type Window } from "./rules";

// First key of the advisory locks; phones always before addresses, so that two sign-ins cannot wait for each other.
const PHONE_LOCK = 7301;
const ADDRESS_LOCK = 7302;

/**
 * Refuses another SMS when this phone or this address had its share, known phones and unknown ones alike. Parallel requests queue at a lock
 * until the commit, so none of them counts past another.
 * @param origin as `originOf` (lib/kernel/origin.ts) gives it; null (no trusted peer address) is not limited by address
 * @throws DomainError `sign-in.sms-limit` with `retryAfterSeconds`
 */
export async function limitSending(ctx: Ctx, phone: E164, origin: string | null): Promise<void> {
  await enforce(ctx, PHONE_LOCK, phone, eq(signInChallenges.phone, phone), SMS_PER_PHONE);
  if (origin) await enforce(ctx, ADDRESS_LOCK, origin, eq(signInChallenges.address, origin), SMS_PER_ADDRESS);
}

async function enforce(ctx: Ctx, lock: number, key: string, whose: SQL, windows: readonly Window[]): Promise<void> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(${lock}, hashtext(${key}))`);
  const retryAfterSeconds = await secondsUntilFree(ctx, whose, windows);
  if (retryAfterSeconds > 0) throw new DomainError("sign-in.sms-limit", { details: { retryAfterSeconds } });
}

async function secondsUntilFree(ctx: Ctx, whose: SQL, windows: readonly Window[]): Promise<number> {
  let wait = 0;
  for (const window of windows) {
    const since = new Date(ctx.now.getTime() - window.seconds * 1000);
    const [row] = await ctx.tx
      .select({ sent: count(), oldest: min(signInChallenges.createdAt) })
      .from(signInChallenges)
      .where(and(whose, gt(signInChallenges.createdAt, since)));
    if (!row?.oldest || row.sent < window.most) continue;
    wait = Math.max(wait, Math.ceil((row.oldest.getTime() - since.getTime()) / 1000));
  }
  return wait;
}
