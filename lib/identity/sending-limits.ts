import { and, count, eq, gt, isNotNull, isNull, min, type SQL, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { DomainError } from "@/lib/kernel/errors";
import type { Ctx } from "@/lib/runtime";
import { type Asking, isAsker, isStranger, lockAddress, lockPhone } from "./askers";
import {
  SMS_FROM_STRANGERS,
  SMS_PER_ADDRESS,
  SMS_PER_ASKER,
  type Window,
  WRONG_SMS_PER_ASKER,
  WRONG_WALLET_PER_ADDRESS,
} from "./rules";

/**
 * Refuses another SMS when whoever asks had their share, known phones and unknown ones alike. Parallel requests queue at a lock until the
 * commit, so none of them counts past another.
 * @throws DomainError `sign-in.sms-limit`, `sign-in.too-many-attempts` (each with `retryAfterSeconds`)
 */
export async function limitSending(ctx: Ctx, asking: Asking): Promise<void> {
  const { phone, familiar, address } = asking;
  await lockPhone(ctx, phone);
  const wrong = await secondsUntilTried(ctx, asking);
  if (wrong > 0) throw new DomainError("sign-in.too-many-attempts", { details: { retryAfterSeconds: wrong } });
  await enforce(ctx, isAsker(asking), SMS_PER_ASKER);
  if (familiar) return;
  await enforce(ctx, isStranger(phone), SMS_FROM_STRANGERS);
  if (!address) return;
  await lockAddress(ctx, address);
  await enforce(
    ctx,
    and(eq(signInChallenges.address, address), isNull(signInChallenges.familiarHash)),
    SMS_PER_ADDRESS,
  );
}

// The last try of a challenge that passed was right.
const wrongCodes = sql<number>`sum(${signInChallenges.attempts} - (${isNotNull(signInChallenges.smsVerifiedAt)})::int)::int`;

/** Seconds until whoever asks may try another SMS code of this phone; 0 for now. */
export async function secondsUntilTried(ctx: Ctx, asking: Asking): Promise<number> {
  return secondsUntilFree(ctx, and(isAsker(asking), gt(signInChallenges.attempts, 0)), WRONG_SMS_PER_ASKER, wrongCodes);
}

/**
 * Seconds until whoever asks may try another code that opens a wallet, whatever their phone: of strangers all from one address count together, and queue
 * at its lock. 0 for now.
 */
export async function secondsUntilWalletTried(ctx: Ctx, asking: Asking): Promise<number> {
  const ofPhone = await secondsUntilTried(ctx, asking);
  const { familiar, address } = asking;
  if (familiar || !address) return ofPhone;
  await lockAddress(ctx, address);
  const fromThere = and(
    eq(signInChallenges.address, address),
    eq(signInChallenges.forWallet, true),
    isNull(signInChallenges.familiarHash),
    gt(signInChallenges.attempts, 0),
  );
  return Math.max(ofPhone, await secondsUntilFree(ctx, fromThere, WRONG_WALLET_PER_ADDRESS, wrongCodes));
}

async function enforce(ctx: Ctx, whose: SQL | undefined, windows: readonly Window[]): Promise<void> {
  const retryAfterSeconds = await secondsUntilFree(ctx, whose, windows, count());
  if (retryAfterSeconds > 0) throw new DomainError("sign-in.sms-limit", { details: { retryAfterSeconds } });
}

async function secondsUntilFree(
  ctx: Ctx,
  whose: SQL | undefined,
  windows: readonly Window[],
  counted: SQL<number>,
): Promise<number> {
  let wait = 0;
  for (const window of windows) {
    const since = new Date(ctx.now.getTime() - window.seconds * 1000);
    const [row] = await ctx.tx
      .select({ counted, oldest: min(signInChallenges.createdAt) })
      .from(signInChallenges)
      .where(and(whose, gt(signInChallenges.createdAt, since)));
    if (!row?.oldest || (row.counted ?? 0) < window.most) continue;
    wait = Math.max(wait, Math.ceil((row.oldest.getTime() - since.getTime()) / 1000));
  }
  return wait;
}
