import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { DomainError } from "@/lib/kernel/errors";
import { type Id, newId } from "@/lib/kernel/ids";
import { originOf } from "@/lib/kernel/origin";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { type Asking, isAsker } from "./askers";
import { familiarWalletDevice } from "./devices";
import { hashSmsCode, newSmsCode } from "./hashes";
import { CODE_SECONDS, WALLET_CODE_DIGITS } from "./rules";
import { limitSending, secondsUntilWalletTried } from "./sending-limits";
import type { SignInStarted } from "./start-sign-in";

/** `previous` is this browser's challenge that the new one stands in for; `device` the token that it was given when a wallet was opened with it. */
export type StartWalletSignIn = {
  readonly phone: E164;
  readonly previous?: Id<"challenge"> | null;
  readonly device?: string | null;
};

/**
 * Opens a challenge for a customer's phone, with or without a wallet, with the same work for both: one without gets a code that nobody is sent.
 * Counted with what is asked for the same phone elsewhere. Codes that the same asker was sent before are worth nothing any more; those of others stay,
 * or whoever knows a phone could make its owner's code worthless.
 * @throws DomainError `auth.forbidden`, `sign-in.sms-limit`, `sign-in.too-many-attempts` (both with `retryAfterSeconds`)
 */
export async function startWalletSignIn(ctx: Ctx, input: StartWalletSignIn): Promise<SignInStarted> {
  authorize(ctx, "sign-in.attempt");
  const { phone, previous = null, device = null } = input;
  const [found] = (await ctx.tx.execute(sql`select lookup_wallet_phone(${phone}) as known`)) as unknown as {
    known: boolean;
  }[];
  const familiar = await familiarWalletDevice(ctx, phone, device);
  const asking = { phone, familiar, address: originOf(ctx.address) };
  await limitSending(ctx, asking);
  const wait = await secondsUntilWalletTried(ctx, asking);
  if (wait > 0) throw new DomainError("sign-in.too-many-attempts", { details: { retryAfterSeconds: wait } });
  await endOlder(ctx, asking, previous);
  const challengeId = newId("challenge");
  const code = newSmsCode(WALLET_CODE_DIGITS);
  await ctx.tx.insert(signInChallenges).values({
    id: challengeId,
    phone,
    personId: null,
    forWallet: true,
    codeHash: hashSmsCode(challengeId, code),
    address: asking.address,
    familiarHash: familiar,
    expiresAt: new Date(ctx.now.getTime() + CODE_SECONDS * 1000),
  });
  return { challengeId, sms: found?.known ? { to: phone, code } : null };
}

async function endOlder(ctx: Ctx, asking: Asking, previous: Id<"challenge"> | null): Promise<void> {
  const theirs = previous ? or(isAsker(asking), eq(signInChallenges.id, previous)) : isAsker(asking);
  await ctx.tx
    .update(signInChallenges)
    .set({ expiresAt: ctx.now })
    .where(
      and(
        theirs,
        eq(signInChallenges.forWallet, true),
        isNull(signInChallenges.usedAt),
        gt(signInChallenges.expiresAt, ctx.now),
      ),
    );
}
