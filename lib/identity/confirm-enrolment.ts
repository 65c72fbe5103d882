import { and, eq, isNull } from "drizzle-orm";
import { people, recoveryCodes, sessions, signInChallenges } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockChallenge, type Ticket } from "./challenge";
import { hashTicket, newToken } from "./hashes";
import { mayEnrol } from "./may-enrol";
import { makeRecoveryCodes } from "./renew-recovery-codes";
import { openSecret } from "./seal";
import { totpStep } from "./totp";
import { countWrong, type ProofRefused, refuseTooMany } from "./wrong-proofs";

/** `recoveryCodes` are told this once; `ticket` completes the sign-in and replaces the one of the SMS step. */
export type Enrolled = {
  readonly outcome: "enrolled";
  readonly recoveryCodes: readonly string[];
  readonly ticket: string;
};

/**
 * Enrols a person with the secret that was offered, once its first code proves that the app has it. That code is used up. With an authenticator
 * that it replaces go the recovery codes of that time and every session.
 * @throws DomainError `auth.forbidden`
 */
export async function confirmEnrolment(
  ctx: Ctx,
  input: Ticket & { readonly code: string },
): Promise<Enrolled | ProofRefused> {
  authorize(ctx, "sign-in.attempt");
  const locked = await lockChallenge(ctx, input, "sms-passed");
  if (!locked?.challenge.pendingTotpSecret || !mayEnrol(locked)) return { outcome: "expired" };
  const refused = await refuseTooMany(ctx, locked);
  if (refused) return refused;
  const { challenge, person } = locked;
  const step = await totpStep(openSecret(person.id, locked.challenge.pendingTotpSecret), input.code, ctx.now);
  if (step === null) return countWrong(ctx, locked, "enrolment", "wrong");
  await ctx.tx
    .update(people)
    .set({
      totpSecret: challenge.pendingTotpSecret,
      // Steps only go forward, also over a change of the secret.
      totpLastStep: Math.max(step, person.totpLastStep),
      enrolledAt: ctx.now,
    })
    .where(eq(people.id, person.id));
  if (person.enrolledAt) await endTheOld(ctx, person.id);
  const codes = await makeRecoveryCodes(ctx, person.id);
  const ticket = newToken();
  await ctx.tx
    .update(signInChallenges)
    .set({ pendingTotpSecret: null, ticketHash: hashTicket("enrolled", ticket) })
    .where(eq(signInChallenges.id, challenge.id));
  ctx.audit({
    action: person.enrolledAt ? "authenticator.replaced" : "authenticator.enrolled",
    subjectKind: "person",
    subjectId: person.id,
  });
  return { outcome: "enrolled", recoveryCodes: codes, ticket };
}

// Whoever has the lost phone may be signed in on it.
async function endTheOld(ctx: Ctx, personId: Id<"person">): Promise<void> {
  await ctx.tx
    .update(recoveryCodes)
    .set({ usedAt: ctx.now })
    .where(and(eq(recoveryCodes.personId, personId), isNull(recoveryCodes.usedAt)));
  await ctx.tx
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt)));
}
