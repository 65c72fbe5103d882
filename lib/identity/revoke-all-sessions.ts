import { and, eq, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema/identity";
import { authorize, type Ctx } from "@/lib/runtime";
import { requirePerson } from "./list-sessions";

/**
 * Ends every session of the person, this one included.
 * @throws DomainError `auth.forbidden`
 */
export async function revokeAllSessions(ctx: Ctx): Promise<{ revoked: number }> {
  authorize(ctx, "sessions.own");
  const { personId } = requirePerson(ctx);
  const rows = await ctx.tx
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .where(and(eq(sessions.personId, personId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  ctx.audit({
    action: "sign-out.everywhere",
    subjectKind: "person",
    subjectId: personId,
    detail: { sessions: rows.length },
  });
  return { revoked: rows.length };
}
