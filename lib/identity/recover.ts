import { eq, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockChallenge, type Ticket } from "./challenge";
import { checkProof } from "./check-proof";
import { TICKET_SECONDS } from "./rules";
import type { ProofRefused } from "./wrong-proofs";

/**
 * Spends a recovery code on setting up a new authenticator in place of a lost one, in the middle of a sign-in. The old one works until the new
 * one is confirmed (`confirmEnrolment`): who stops half-way has lost a code and nothing else.
 * @throws DomainError `auth.forbidden`
 */
export async function recover(
  ctx: Ctx,
  input: Ticket & { readonly code: string },
): Promise<{ readonly outcome: "recovered" } | ProofRefused> {
  authorize(ctx, "sign-in.attempt");
  const locked = await lockChallenge(ctx, input, "sms-passed");
  if (!locked?.person.enrolledAt) return { outcome: "expired" };
  const refused = await checkProof(ctx, locked, { kind: "recovery", code: input.code });
  if (refused) return refused;
  await ctx.tx
    .update(signInChallenges)
    .set({ recoveredAt: ctx.now, expiresAt: sql`now() + make_interval(secs => ${TICKET_SECONDS})` })
    .where(eq(signInChallenges.id, locked.challenge.id));
  return { outcome: "recovered" };
}
