import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockPhone } from "./askers";
import { hashWalletDevice } from "./devices";
import { hashSmsCode, isToken, newToken, sameHash } from "./hashes";
import { openSealed } from "./open-session";
import { ATTEMPTS_PER_CHALLENGE, WALLET_SECONDS } from "./rules";
import { secondsUntilWalletTried } from "./sending-limits";

/**
 * What came of a customer's code; kept, never thrown, so that the attempt counts. `token` and `device` (a long-lived one of the browser) go into cookies.
 * `isElsewhere`: wallets of the phone have been opened before, and never with this browser.
 */
export type WalletSignedIn =
  | {
      readonly outcome: "signed-in";
      readonly token: string;
      readonly device: string;
      readonly phone: E164;
      readonly isElsewhere: boolean;
    }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "expired" }
  | { readonly outcome: "too-many"; readonly retryAfterSeconds: number };

/** `device`: the token that the browser was given when a wallet was opened with it before. */
type WalletTry = { readonly challengeId: Id<"challenge">; readonly code: string; readonly device?: string | null };

/**
 * Checks the code of a customer's SMS and opens a short session of their phone. The attempt is counted before the code is compared; the code
 * works once.
 * @throws DomainError `auth.forbidden`
 */
export async function finishWalletSignIn(ctx: Ctx, input: WalletTry): Promise<WalletSignedIn> {
  authorize(ctx, "sign-in.attempt");
  const { challengeId, code } = input;
  const own = and(eq(signInChallenges.id, challengeId), eq(signInChallenges.forWallet, true));
  const [asking] = await ctx.tx
    .select({
      phone: signInChallenges.phone,
      familiar: signInChallenges.familiarHash,
      address: signInChallenges.address,
    })
    .from(signInChallenges)
    .where(own);
  if (!asking) return { outcome: "expired" };
  await lockPhone(ctx, asking.phone);
  const retryAfterSeconds = await secondsUntilWalletTried(ctx, asking);
  if (retryAfterSeconds > 0) return { outcome: "too-many", retryAfterSeconds };
  const [challenge] = await ctx.tx
    .update(signInChallenges)
    .set({ attempts: sql`${signInChallenges.attempts} + 1` })
    .where(
      and(
        own,
        lt(signInChallenges.attempts, ATTEMPTS_PER_CHALLENGE),
        isNull(signInChallenges.usedAt),
        gt(signInChallenges.expiresAt, ctx.now),
      ),
    )
    .returning();
  if (!challenge) return { outcome: "expired" };
  if (!sameHash(hashSmsCode(challengeId, code), challenge.codeHash)) return { outcome: "wrong" };
  await ctx.tx.update(signInChallenges).set({ smsVerifiedAt: sql`now()`, usedAt: sql`now()` }).where(own);
  const expiresAt = new Date(ctx.now.getTime() + WALLET_SECONDS * 1000).toISOString();
  const device = input.device && isToken(input.device) ? input.device : newToken();
  const deviceHash = hashWalletDevice(challenge.phone, device);
  const opened = await openSealed(
    ctx,
    challengeId,
    (session, seal) => sql`
      open_wallet_session(${ctx.scope.issuerId}, ${ctx.unitId}, ${challengeId}, ${session.sessionId}, ${session.tokenHash}, ${deviceHash}, ${expiresAt},
                          ${seal})`,
  );
  if (!opened) return { outcome: "expired" };
  const { token, isElsewhere } = opened;
  return { outcome: "signed-in", token, device, phone: challenge.phone as E164, isElsewhere };
}
