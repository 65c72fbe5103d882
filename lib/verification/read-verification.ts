import { and, desc, eq } from "drizzle-orm";
import { verifications } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/runtime";

/** The newest verification of the caller's organisation: when, how much, and what of its own is wrong (the first fifty). */
export type LastVerification = {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly trigger: "nightly" | "command";
  readonly transfers: bigint;
  readonly entries: bigint;
  readonly operations: bigint;
  readonly decisions: bigint;
  readonly holds: bigint;
  readonly auditEntries: bigint;
  readonly violations: number;
  readonly findings: readonly {
    readonly violation: string;
    readonly subject: string;
    readonly detail: string;
    readonly place: string | null;
  }[];
};

/**
 * What the newest verification found, or null before the first.
 * @throws DomainError `auth.forbidden`
 */
export async function readVerification(ctx: Ctx): Promise<LastVerification | null> {
  authorize(ctx, "verification.read");
  const [row] = await ctx.tx
    .select()
    .from(verifications)
    .where(
      and(
        eq(verifications.issuerId, ctx.scope.issuerId),
        eq(verifications.organisationId, ctx.principal.organisationId),
      ),
    )
    .orderBy(desc(verifications.finishedAt))
    .limit(1);
  return row ?? null;
}
