import { sql } from "drizzle-orm";
import { DomainError, isErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";

/**
 * Applies an approved change of people from its stored operation, in the unit that records its last approval.
 * @throws DomainError the code of why it cannot happen any more, `people.*`
 */
export async function applyPeople(ctx: SharedCtx, { id }: { readonly id: Id<"operation"> }): Promise<void> {
  const rows = (await ctx.tx.execute(
    sql`select people_apply(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid) as outcome`,
  )) as unknown as { outcome: string }[];
  refuseUnlessOk(rows[0]?.outcome);
}

/** @throws DomainError the outcome's code, where it is one */
export function refuseUnlessOk(outcome: string | undefined): void {
  if (outcome === "ok") return;
  if (outcome && isErrorCode(outcome)) throw new DomainError(outcome);
  throw new Error(`a change of people answered ${outcome}`);
}
