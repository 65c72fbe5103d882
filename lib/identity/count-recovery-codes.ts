import { count, eq, max, sql } from "drizzle-orm";
import { recoveryCodes } from "@/db/schema/identity";
import { authorize, type Ctx } from "@/lib/runtime";
import { requirePerson } from "./list-sessions";
import { RECOVERY_CODES } from "./rules";

/** How many recovery codes a person has left, of how many, and when these were made; null before there were any. */
export type RecoveryCodesLeft = { readonly left: number; readonly all: number; readonly madeAt: Date | null };

/**
 * The recovery codes that the person who asks has left. None of them can be told again.
 * @throws DomainError `auth.forbidden`
 */
export async function countRecoveryCodes(ctx: Ctx): Promise<RecoveryCodesLeft> {
  authorize(ctx, "sessions.own");
  const { personId } = requirePerson(ctx);
  const [row] = await ctx.tx
    .select({
      left: sql<number>`${count()} filter (where ${recoveryCodes.usedAt} is null)`.mapWith(Number),
      madeAt: max(recoveryCodes.createdAt),
    })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.personId, personId));
  return { left: row?.left ?? 0, all: RECOVERY_CODES, madeAt: row?.madeAt ?? null };
}
