import { and, eq, gt, isNull } from "drizzle-orm";
import { people, signInChallenges } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { authorize, type Ctx } from "@/lib/runtime";
import { hashTicket, sameHash } from "./hashes";
import { RESEND_SECONDS } from "./rules";

/** Where a browser stands in its sign-in. */
export type SignInProgress =
  | { readonly step: "phone" }
  | { readonly step: "sms"; readonly phone: E164; readonly resendAfterSeconds: number }
  | { readonly step: "authenticator" | "enrolment" | "enrolled" };

/**
 * Where the browser that holds this challenge (and ticket) goes on, so that a reload loses nothing.
 * @throws DomainError `auth.forbidden`
 */
export async function readProgress(
  ctx: Ctx,
  input: { readonly challengeId: Id<"challenge">; readonly ticket: string | null },
): Promise<SignInProgress> {
  authorize(ctx, "sign-in.attempt");
  const [row] = await ctx.tx
    .select({ challenge: signInChallenges, enrolledAt: people.enrolledAt })
    .from(signInChallenges)
    .leftJoin(people, eq(people.id, signInChallenges.personId))
    .where(
      and(
        eq(signInChallenges.id, input.challengeId),
        isNull(signInChallenges.usedAt),
        gt(signInChallenges.expiresAt, ctx.now),
      ),
    );
  if (!row) return { step: "phone" };
  const { challenge, enrolledAt } = row;
  if (input.ticket && challenge.ticketHash) {
    if (sameHash(challenge.ticketHash, hashTicket("enrolled", input.ticket))) return { step: "enrolled" };
    if (!sameHash(challenge.ticketHash, hashTicket("sms-passed", input.ticket))) return { step: "phone" };
    return { step: enrolledAt && !challenge.recoveredAt ? "authenticator" : "enrolment" };
  }
  if (challenge.smsVerifiedAt) return { step: "phone" };
  const age = (ctx.now.getTime() - challenge.createdAt.getTime()) / 1000;
  const resendAfterSeconds = Math.max(0, Math.ceil(RESEND_SECONDS - age));
  return { step: "sms", phone: challenge.phone as E164, resendAfterSeconds };
}
