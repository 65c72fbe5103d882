import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { people, signInChallenges } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { hashSmsCode, hashTicket, newToken, sameHash } from "./hashes";
import { ATTEMPTS_PER_CHALLENGE, TICKET_SECONDS } from "./rules";

/** What came of a code; kept, never thrown, so that the attempt counts. */
export type SmsCodeOutcome =
  | { readonly outcome: "passed"; readonly ticket: string; readonly enrolled: boolean }
  | { readonly outcome: "wrong"; readonly attemptsLeft: number }
  | { readonly outcome: "expired" };

/**
 * Checks the code of an SMS. The attempt is counted by the statement that reads the code, before it is compared: parallel guesses count
 * each. The code works once; who gives it receives a ticket for the next step. Unknown phones are answered like a wrong code.
 * @throws DomainError `auth.forbidden`
 */
export async function confirmSmsCode(
  ctx: Ctx,
  input: { readonly challengeId: Id<"challenge">; readonly code: string },
): Promise<SmsCodeOutcome> {
  authorize(ctx, "sign-in.attempt");
  const { challengeId, code } = input;
  const [challenge] = await ctx.tx
    .update(signInChallenges)
    .set({ attempts: sql`${signInChallenges.attempts} + 1` })
    .where(
      and(
        eq(signInChallenges.id, challengeId),
        lt(signInChallenges.attempts, ATTEMPTS_PER_CHALLENGE),
        isNull(signInChallenges.smsVerifiedAt),
        gt(signInChallenges.expiresAt, ctx.now),
      ),
    )
    .returning();
  const given = hashSmsCode(challengeId, code);
  if (!challenge) return { outcome: "expired" };
  const { personId } = challenge;
  if (!sameHash(given, challenge.codeHash) || personId === null) {
    if (personId) auditWrongCode(ctx, personId);
    return { outcome: "wrong", attemptsLeft: ATTEMPTS_PER_CHALLENGE - challenge.attempts };
  }
  const ticket = newToken();
  await ctx.tx
    .update(signInChallenges)
    .set({
      smsVerifiedAt: ctx.now,
      ticketHash: hashTicket("sms-passed", ticket),
      expiresAt: new Date(ctx.now.getTime() + TICKET_SECONDS * 1000),
    })
    .where(eq(signInChallenges.id, challengeId));
  const [person] = await ctx.tx.select({ enrolledAt: people.enrolledAt }).from(people).where(eq(people.id, personId));
  return { outcome: "passed", ticket, enrolled: Boolean(person?.enrolledAt) };
}

function auditWrongCode(ctx: Ctx, personId: Id<"person">): void {
  ctx.audit({
    action: "sign-in.refused",
    subjectKind: "person",
    subjectId: personId,
    detail: { step: "sms", reason: "code-wrong" },
  });
}
