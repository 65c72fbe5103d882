import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { people, signInChallenges } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockPhone } from "./askers";
import { hashSmsCode, hashTicket, newToken, sameHash } from "./hashes";
import { ATTEMPTS_PER_CHALLENGE, TICKET_SECONDS } from "./rules";
import { secondsUntilTried } from "./sending-limits";

/** What came of a code; kept, never thrown, so that the attempt counts. */
export type SmsCodeOutcome =
  | { readonly outcome: "passed"; readonly ticket: string; readonly enrolled: boolean }
  | { readonly outcome: "wrong"; readonly attemptsLeft: number }
  | { readonly outcome: "too-many"; readonly retryAfterSeconds: number }
  | { readonly outcome: "expired" };

type SmsTry = { readonly challengeId: Id<"challenge">; readonly code: string };

/**
 * Checks the code of an SMS. The attempt is counted by the statement that reads the code, before it is compared: parallel guesses count
 * each, also over several challenges of one phone. The code works once; who gives it receives a ticket for the next step. Unknown phones are
 * answered like a wrong code.
 * @throws DomainError `auth.forbidden`
 */
export async function confirmSmsCode(ctx: Ctx, input: SmsTry): Promise<SmsCodeOutcome> {
  authorize(ctx, "sign-in.attempt");
  const retryAfterSeconds = await secondsUntilPhoneIsTried(ctx, input.challengeId);
  if (retryAfterSeconds > 0) return { outcome: "too-many", retryAfterSeconds };
  const { challengeId, code } = input;
  const [challenge] = await ctx.tx
    .update(signInChallenges)
    .set({ attempts: sql`${signInChallenges.attempts} + 1` })
    .where(
      and(
        eq(signInChallenges.id, challengeId),
        lt(signInChallenges.attempts, ATTEMPTS_PER_CHALLENGE),
        isNull(signInChallenges.smsVerifiedAt),
        isNull(signInChallenges.usedAt),
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
  return pass(ctx, challengeId, personId);
}

// Waits for what else is tried with this phone, then counts all of it.
async function secondsUntilPhoneIsTried(ctx: Ctx, challengeId: Id<"challenge">): Promise<number> {
  const [asking] = await ctx.tx
    .select({
      phone: signInChallenges.phone,
      familiar: signInChallenges.familiarHash,
      address: signInChallenges.address,
    })
    .from(signInChallenges)
    .where(eq(signInChallenges.id, challengeId));
  if (!asking) return 0;
  await lockPhone(ctx, asking.phone);
  return secondsUntilTried(ctx, asking);
}

async function pass(ctx: Ctx, challengeId: Id<"challenge">, personId: Id<"person">): Promise<SmsCodeOutcome> {
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
