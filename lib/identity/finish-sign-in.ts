import { eq, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { env } from "@/lib/config/env";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { lockChallenge, type Ticket } from "./challenge";
import { checkProof } from "./check-proof";
import { hashDevice } from "./devices";
import { isToken, newToken } from "./hashes";
import { auditJoined, openSealed } from "./open-session";
import { readTimeZone } from "./place";
import { type Membership, readMembership } from "./read-membership";
import type { SignInProof } from "./schemas";
import type { Locked, ProofRefused } from "./wrong-proofs";

/** `token` and `device` (a long-lived one of the browser) go into cookies; nothing keeps them. */
export type SignedIn = {
  readonly outcome: "signed-in";
  readonly token: string;
  readonly device: string;
  readonly personId: Id<"person">;
  readonly name: string;
};

/** What a browser says of itself: who made it, the token that it was given at an earlier sign-in, and the zone of its clock. */
type Browser = {
  readonly userAgent: string | null;
  readonly device?: string | null;
  readonly timeZone?: string | null;
};

/**
 * Completes a sign-in with the second factor and opens a session in the organisation of the unit's scope; an invited person becomes a member with it. The challenge is used up;
 * an attempt that fails is counted and returned, never thrown. A browser that is new to the person is told to them by SMS.
 * @throws DomainError `auth.forbidden`
 */
export async function finishSignIn(
  ctx: Ctx,
  input: Ticket & Browser & { readonly proof: SignInProof },
): Promise<SignedIn | ProofRefused> {
  authorize(ctx, "sign-in.attempt");
  const locked = await lockChallenge(ctx, input, input.proof.kind === "enrolment" ? "enrolled" : "sms-passed");
  if (!locked) return { outcome: "expired" };
  const membership = await readMembership(ctx, locked.person.id);
  if (!membership) return { outcome: "expired" };
  const refused = await checkProof(ctx, locked, input.proof);
  if (refused) return refused;
  await ctx.tx.update(signInChallenges).set({ usedAt: sql`now()` }).where(eq(signInChallenges.id, locked.challenge.id));
  return openSession(ctx, locked, membership, input);
}

async function openSession(
  ctx: Ctx,
  { challenge, person }: Locked,
  membership: Membership,
  input: Browser & { readonly proof: SignInProof },
): Promise<SignedIn | ProofRefused> {
  const device = input.device && isToken(input.device) ? input.device : newToken();
  const timeZone = readTimeZone(input.timeZone ?? "");
  const expiresAt = new Date(ctx.now.getTime() + env().session.seconds * 1000).toISOString();
  const opened = await openSealed(
    ctx,
    challenge.id,
    (session, seal) => sql`
      open_session(${ctx.scope.issuerId}, ${ctx.unitId}, ${challenge.id}, ${session.sessionId}, ${session.tokenHash},
                   ${hashDevice(person.id, device)}, ${expiresAt}, ${input.userAgent?.slice(0, 300) ?? null}, ${ctx.address}, ${timeZone}, ${seal})`,
  );
  if (!opened) return { outcome: "expired" };
  const { sessionId, sessionProof, token } = opened;
  if (opened.isElsewhere) ctx.emit({ topic: "session.new-device", payload: { sessionId } });
  if (opened.joined) auditJoined(ctx, person.id);
  ctx.audit({
    action: "sign-in.completed",
    subjectKind: "session",
    subjectId: sessionId,
    detail: { with: input.proof.kind },
    by: {
      principal: { kind: "user", personId: person.id, sessionId, sessionProof, name: person.name, ...membership },
      requestId: ctx.requestId,
      address: ctx.address,
    },
  });
  return { outcome: "signed-in", token, device, personId: person.id, name: person.name };
}
