import { sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { newId } from "@/lib/kernel/ids";
import { originOf } from "@/lib/kernel/origin";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { hashSmsCode, newSmsCode } from "./hashes";
import { CODE_SECONDS } from "./rules";
import { limitSending } from "./sending-limits";
import type { SignInStarted } from "./start-sign-in";

/**
 * Opens a challenge for a customer's phone, with or without a wallet, with the same work for both: one without gets a code that nobody is sent.
 * Counted with what is asked for the same phone elsewhere.
 * @throws DomainError `auth.forbidden`, `sign-in.sms-limit`, `sign-in.too-many-attempts` (both with `retryAfterSeconds`)
 */
export async function startWalletSignIn(ctx: Ctx, phone: E164): Promise<SignInStarted> {
  authorize(ctx, "sign-in.attempt");
  const [found] = (await ctx.tx.execute(sql`select lookup_wallet_phone(${phone}) as known`)) as unknown as {
    known: boolean;
  }[];
  const address = originOf(ctx.address);
  await limitSending(ctx, { phone, familiar: null, address });
  const challengeId = newId("challenge");
  const code = newSmsCode();
  await ctx.tx.insert(signInChallenges).values({
    id: challengeId,
    phone,
    personId: null,
    forWallet: true,
    codeHash: hashSmsCode(challengeId, code),
    address,
    expiresAt: new Date(ctx.now.getTime() + CODE_SECONDS * 1000),
  });
  return { challengeId, sms: found?.known ? { to: phone, code } : null };
}
