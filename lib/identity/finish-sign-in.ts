import { and, eq, sql } from "drizzle-orm";
import { signInChallenges } from "@/db/schema/identity";
import { memberships } from "@/db/schema/organisations";
import { env } from "@/lib/config/env";
import { type Id, newId } from "@/lib/kernel/ids";
import { authorize, type Ctx, type UserPrincipal } from "@/lib/runtime";
import { lockChallenge, type Ticket } from "./challenge";
import { checkProof } from "./check-proof";
import { hashSessionToken, newToken } from "./hashes";
import type { SignInProof } from "./schemas";
import type { Locked, ProofRefused } from "./wrong-proofs";

/** `token` goes into the cookie; nothing keeps it. */
export type SignedIn = {
  readonly outcome: "signed-in";
  readonly token: string;
  readonly personId: Id<"person">;
  readonly name: string;
};

/**
 * Completes a sign-in with the second factor and opens a session for the first organisation the person works for. The challenge is used up;
 * an attempt that fails is counted and returned, never thrown.
 * @throws DomainError `auth.forbidden`
 */
export async function finishSignIn(
  ctx: Ctx,
  input: Ticket & { readonly proof: SignInProof; readonly userAgent: string | null },
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

type Membership = Pick<UserPrincipal, "issuerId" | "organisationId" | "organisationKind" | "roles">;

async function readMembership(ctx: Ctx, personId: Id<"person">): Promise<Membership | undefined> {
  const [row] = await ctx.tx
    .select({
      issuerId: memberships.issuerId,
      organisationId: memberships.organisationId,
      organisationKind: memberships.organisationKind,
      roles: memberships.roles,
    })
    .from(memberships)
    .where(
      and(
        eq(memberships.issuerId, ctx.scope.issuerId),
        eq(memberships.organisationId, ctx.principal.organisationId),
        eq(memberships.personId, personId),
        eq(memberships.status, "active"),
      ),
    );
  return row;
}

async function openSession(
  ctx: Ctx,
  { challenge, person }: Locked,
  membership: Membership,
  input: { readonly proof: SignInProof; readonly userAgent: string | null },
): Promise<SignedIn> {
  const token = newToken();
  const sessionId = newId("session");
  const expiresAt = new Date(ctx.now.getTime() + env().session.seconds * 1000).toISOString();
  await ctx.tx.execute(sql`
    select open_session(${ctx.scope.issuerId}, ${ctx.unitId}, ${challenge.id}, ${sessionId}, ${hashSessionToken(token)},
                        ${expiresAt}, ${input.userAgent?.slice(0, 300) ?? null}, ${ctx.address})`);
  ctx.audit({
    action: "sign-in.completed",
    subjectKind: "session",
    subjectId: sessionId,
    detail: { with: input.proof.kind },
    by: {
      principal: { kind: "user", personId: person.id, sessionId, name: person.name, ...membership },
      requestId: ctx.requestId,
      address: ctx.address,
    },
  });
  return { outcome: "signed-in", token, personId: person.id, name: person.name };
}
