import { and, eq, gt, min, sql, sum } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import type { Ctx } from "@/lib/runtime";
import type { lockChallenge } from "./challenge";
import { ATTEMPTS_PER_CHALLENGE, WRONG_TOTP_PER_PERSON } from "./rules";

/** A challenge and its person, as locked. */
export type Locked = NonNullable<Awaited<ReturnType<typeof lockChallenge>>>;

/** Why a proof was not taken; kept, never thrown, so that the attempt counts. */
export type ProofRefused =
  | { readonly outcome: "wrong" | "replayed"; readonly attemptsLeft: number }
  | { readonly outcome: "too-many"; readonly retryAfterSeconds: number }
  | { readonly outcome: "expired" };

/**
 * Whether this person may try another code now: not after too many wrong ones in this challenge, nor over all challenges of the last minutes
 * and of the last day. Starting over with a new SMS helps with the first and not with the second, which ends by itself.
 */
export async function refuseTooMany(ctx: Ctx, { challenge }: Locked): Promise<ProofRefused | null> {
  if (challenge.totpAttempts >= ATTEMPTS_PER_CHALLENGE) return { outcome: "expired" };
  let retryAfterSeconds = 0;
  for (const window of WRONG_TOTP_PER_PERSON) {
    const since = new Date(ctx.now.getTime() - window.seconds * 1000);
    const [row] = await ctx.tx
      .select({ wrong: sum(signInChallenges.totpAttempts), oldest: min(signInChallenges.createdAt) })
      .from(signInChallenges)
      .where(
        and(
          eq(signInChallenges.phone, challenge.phone),
          gt(signInChallenges.createdAt, since),
          gt(signInChallenges.totpAttempts, 0),
        ),
      );
    if (!row?.oldest || Number(row.wrong ?? 0) < window.most) continue;
    retryAfterSeconds = Math.max(retryAfterSeconds, Math.ceil((row.oldest.getTime() - since.getTime()) / 1000));
  }
  return retryAfterSeconds > 0 ? { outcome: "too-many", retryAfterSeconds } : null;
}

/** Counts a wrong code on its challenge and audits it. */
export async function countWrong(
  ctx: Ctx,
  { challenge, person }: Locked,
  step: "totp" | "recovery" | "enrolment",
  reason: "wrong" | "replayed",
): Promise<ProofRefused> {
  await ctx.tx
    .update(signInChallenges)
    .set({ totpAttempts: sql`${signInChallenges.totpAttempts} + 1` })
    .where(eq(signInChallenges.id, challenge.id));
  ctx.audit({
    action: ctx.principal.kind === "user" ? "confirmation.refused" : "sign-in.refused",
    subjectKind: "person",
    subjectId: person.id,
    detail: { step, reason: `code-${reason}` },
  });
  return { outcome: reason, attemptsLeft: ATTEMPTS_PER_CHALLENGE - challenge.totpAttempts - 1 };
}
