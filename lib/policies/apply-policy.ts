import { sql } from "drizzle-orm";
import { DomainError, isErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";

/**
 * Puts an approved policy in force from its stored operation, in the unit that records its last approval.
 * @throws DomainError the code of why it cannot happen any more, `policies.*`, `people.maker-left`
 */
export async function applyPolicy(ctx: SharedCtx, { id }: { readonly id: Id<"operation"> }): Promise<void> {
  const rows = (await ctx.tx.execute(
    sql`select policies_apply(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid) as outcome`,
  )) as unknown as { outcome: string }[];
  const outcome = rows[0]?.outcome;
  if (outcome === "ok") return;
  if (outcome && isErrorCode(outcome)) throw new DomainError(outcome);
  throw new Error(`a change of a policy answered ${outcome}`);
}
