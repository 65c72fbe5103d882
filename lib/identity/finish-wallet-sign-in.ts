import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockPhone } from "./askers";
import { hashSmsCode, sameHash } from "./hashes";
import { openSealed } from "./open-session";
import { ATTEMPTS_PER_CHALLENGE, WALLET_SECONDS } from "./rules";
import { secondsUntilTried } from "./sending-limits";

/** What came of a customer's code; kept, never thrown, so that the attempt counts. `token` goes into the cookie. */
export type WalletSignedIn =
  | { readonly outcome: "signed-in"; readonly token: string }
  | { readonly outcome: "wrong" | "too-many" | "expired" };

/**
 * Checks the code of a customer's SMS and opens a short session of their phone. The attempt is counted before the code is compared; the code
 * works once.
 * @throws DomainError `auth.forbidden`
 */
export async function finishWalletSignIn(
  ctx: Ctx,
  { challengeId, code }: { readonly challengeId: Id<"challenge">; readonly code: string },
): Promise<WalletSignedIn> {
  authorize(ctx, "sign-in.attempt");
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
  if ((await secondsUntilTried(ctx, asking)) > 0) return { outcome: "too-many" };
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
  const opened = await openSealed(
    ctx,
    challengeId,
    (session, seal) => sql`
      open_wallet_session(${ctx.scope.issuerId}, ${ctx.unitId}, ${challengeId}, ${session.sessionId}, ${session.tokenHash}, ${expiresAt}, ${seal})`,
  );
  return opened ? { outcome: "signed-in", token: opened.token } : { outcome: "expired" };
}
