import { eq, sql } from "drizzle-orm";
import { people } from "@/db/schema/identity";
import { DomainError } from "@/lib/kernel/errors";
import { authorize, type Ctx, type UserPrincipal } from "@/lib/runtime";
import { auditJoined, openSealed } from "./open-session";
import { readMembership } from "./read-membership";

/**
 * Has a person go on in the organisation of the unit's scope (`enterCaller`): opens a session there, of the same sign-in, and ends the one
 * before. An invited person becomes a member with it. Who they are was learnt in a unit of that session.
 * @returns the token for the cookie; nothing keeps it
 * @throws DomainError `auth.forbidden` where the person may not work
 */
export async function switchOrganisation(
  ctx: Ctx,
  { sessionId: from, personId }: UserPrincipal,
): Promise<{ token: string }> {
  authorize(ctx, "sign-in.attempt");
  const membership = await readMembership(ctx, personId);
  const [person] = await ctx.tx.select({ name: people.name }).from(people).where(eq(people.id, personId));
  const opened =
    membership &&
    (await openSealed(
      ctx,
      from,
      (session, seal) => sql`
        switch_session(${ctx.scope.issuerId}, ${ctx.unitId}, ${from}, ${session.sessionId}, ${session.tokenHash}, ${seal})`,
    ));
  if (!opened || !person) throw new DomainError("auth.forbidden");
  const { sessionId, sessionProof, token } = opened;
  const principal = { kind: "user", personId, sessionId, sessionProof, name: person.name, ...membership } as const;
  if (opened.joined) auditJoined(ctx, personId);
  ctx.audit({
    action: "session.switched-here",
    subjectKind: "session",
    subjectId: sessionId,
    by: { principal, requestId: ctx.requestId, address: ctx.address },
  });
  return { token };
}

/**
 * Keeps in the audit of the organisation that a person left that they did; where they went is not its business.
 * @throws DomainError `auth.forbidden`
 */
export async function noteLeft(ctx: Ctx, person: UserPrincipal): Promise<void> {
  authorize(ctx, "sign-in.attempt");
  ctx.audit({
    action: "session.switched-away",
    subjectKind: "session",
    subjectId: person.sessionId,
    by: { principal: person, requestId: ctx.requestId, address: ctx.address },
  });
}
