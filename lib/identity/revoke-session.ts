import { and, eq, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema/identity";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { requirePerson } from "./list-sessions";

/**
 * Ends one of the person's own sessions, this very one if none is named; it is gone with the next request in every process. Another person's
 * session is left alone and told like one that is over: `revoked` is false.
 * @throws DomainError `auth.forbidden`
 */
export async function revokeSession(
  ctx: Ctx,
  input: { readonly sessionId?: Id<"session"> | undefined } = {},
): Promise<{ revoked: boolean }> {
  authorize(ctx, "sessions.own");
  const { personId, sessionId: current } = requirePerson(ctx);
  const id = input.sessionId ?? current;
  const rows = await ctx.tx
    .update(sessions)
    .set({ revokedAt: ctx.now })
    .where(and(eq(sessions.id, id), eq(sessions.personId, personId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  if (rows.length > 0) ctx.audit({ action: "sign-out", subjectKind: "session", subjectId: id });
  return { revoked: rows.length > 0 };
}
