import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import { authorize, type Ctx } from "@/lib/runtime";
import { readOwnDistributor } from "./read-distributor";

/**
 * Says below what available float, in minor units, one's own distributor is shown as low, at once; null for once all is gone.
 * @throws DomainError `auth.forbidden`, `request.not-found` for the issuer's staff, `organisations.nothing-changes`
 */
export async function setLowFloat(
  ctx: Ctx,
  { lowFloatMinor }: { readonly lowFloatMinor: bigint | null },
): Promise<void> {
  authorize(ctx, "float.mark");
  const { id, lowFloatMinor: before } = await readOwnDistributor(ctx);
  if (before === lowFloatMinor) throw new DomainError("organisations.nothing-changes");
  await ctx.tx.execute(
    sql`select distributor_set_low_float(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid, ${lowFloatMinor?.toString() ?? null}::bigint)`,
  );
  ctx.audit({
    action: "distributor.low-float-set",
    subjectKind: "distributor",
    subjectId: id,
    detail: { before: before?.toString() ?? null, after: lowFloatMinor?.toString() ?? null },
  });
}
