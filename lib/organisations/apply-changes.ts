import { sql } from "drizzle-orm";
import { DomainError, type ErrorCode, isErrorCode } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";

/**
 * What applying approved changes will say, of people and of organisations, each after those before it; nothing is changed. Null: it can happen.
 * From then on the organisations concerned are locked until the unit ends, so that it stays true.
 */
export async function rehearseChanges(
  ctx: SharedCtx,
  operationIds: readonly Id<"operation">[],
): Promise<(ErrorCode | null)[]> {
  const rows = (await ctx.tx.execute(
    sql`select outcome from changes_rehearse(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${sql.param([...operationIds])}::uuid[])`,
  )) as unknown as { outcome: string }[];
  return rows.map(({ outcome }) => codeOf(outcome));
}

/**
 * Applies an approved change of an organisation from its stored operation, in the unit that records its last approval.
 * @throws DomainError the code of why it cannot happen any more, `organisations.*`, `people.*`
 */
export async function applyOrganisation(ctx: SharedCtx, { id }: { readonly id: Id<"operation"> }): Promise<void> {
  const rows = (await ctx.tx.execute(
    sql`select organisations_apply(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid) as outcome`,
  )) as unknown as { outcome: string }[];
  const code = codeOf(rows[0]?.outcome);
  if (code) throw new DomainError(code);
}

/** The code in what a function answers; null for ok. */
export function codeOf(outcome: string | undefined): ErrorCode | null {
  if (outcome === "ok") return null;
  if (outcome && isErrorCode(outcome)) return outcome;
  throw new Error(`a change of an organisation answered ${outcome}`);
}
