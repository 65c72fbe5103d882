import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import type { Ctx } from "@/lib/runtime";
import { codeOf } from "./apply-changes";

/** What can be suspended. */
export type Suspendable = "distributor" | "merchant" | "customer";

/**
 * Takes everything from an organisation or customer until two people give it back, and notes why.
 * @throws DomainError `organisations.already-suspended`
 */
export async function suspend<K extends Suspendable>(ctx: Ctx, kind: K, id: Id<K>, reason: string): Promise<void> {
  const rows = (await ctx.tx.execute(
    sql`select organisation_suspend(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${kind}, ${id}::uuid, ${reason}) as outcome`,
  )) as unknown as { outcome: string }[];
  const code = codeOf(rows[0]?.outcome);
  if (code) throw new DomainError(code);
  ctx.audit({
    action: `${kind}.suspended`,
    subjectKind: kind,
    subjectId: id,
    detail: { before: "active", after: "suspended", reason },
  });
}
