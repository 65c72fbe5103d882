import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { readDistributor } from "./read-distributor";

/**
 * Says at what available float, in minor units, a distributor is shown as low, at once; null for never.
 * @throws DomainError `auth.forbidden`, `organisations.distributor-not-found`, `organisations.nothing-changes`
 */
export async function setLowFloat(
  ctx: Ctx,
  { id, lowFloatMinor }: { readonly id: Id<"distributor">; readonly lowFloatMinor: bigint | null },
): Promise<void> {
  authorize(ctx, "distributors.change");
  const { lowFloatMinor: before } = await readDistributor(ctx, id);
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
