import { eq } from "drizzle-orm";
import { people, signInChallenges } from "@/db/schema/identity";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockChallenge, type Ticket } from "./challenge";
import { hashTicket, newToken } from "./hashes";
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
 * Enrols a person with the secret that was offered, once its first code proves that the app has it. That code is used up.
 * @throws DomainError `auth.forbidden`
 */
export async function confirmEnrolment(
  ctx: Ctx,
  input: Ticket & { readonly code: string },
): Promise<Enrolled | ProofRefused> {
  authorize(ctx, "sign-in.attempt");
  const locked = await lockChallenge(ctx, input, "sms-passed");
  if (!locked?.challenge.pendingTotpSecret || locked.person.enrolledAt) return { outcome: "expired" };
  const refused = await refuseTooMany(ctx, locked);
  if (refused) return refused;
  const { challenge, person } = locked;
  const step = await totpStep(openSecret(person.id, locked.challenge.pendingTotpSecret), input.code, ctx.now);
  if (step === null) return countWrong(ctx, locked, "enrolment", "wrong");
  await ctx.tx
    .update(people)
    .set({ totpSecret: challenge.pendingTotpSecret, totpLastStep: step, enrolledAt: ctx.now })
    .where(eq(people.id, person.id));
  const codes = await makeRecoveryCodes(ctx, person.id);
  const ticket = newToken();
  await ctx.tx
    .update(signInChallenges)
    .set({ pendingTotpSecret: null, ticketHash: hashTicket("enrolled", ticket) })
    .where(eq(signInChallenges.id, challenge.id));
  ctx.audit({ action: "authenticator.enrolled", subjectKind: "person", subjectId: person.id });
  return { outcome: "enrolled", recoveryCodes: codes, ticket };
}
