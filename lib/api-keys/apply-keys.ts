import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";
import { refuseUnlessOk } from "./refuse-unless-ok";

/**
 * Applies an approved change of keys from its stored operation, in the unit that records its last approval.
 * @throws DomainError the code of why it cannot happen any more, `api-keys.*`
 */
export async function applyKeys(ctx: SharedCtx, { id }: { readonly id: Id<"operation"> }): Promise<void> {
  refuseUnlessOk(
    await ctx.tx.execute(
      sql`select api_keys_apply(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${id}::uuid) as outcome`,
    ),
  );
}
