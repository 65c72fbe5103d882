import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "@/lib/runtime";
import { refuseUnlessOk } from "./refuse-unless-ok";
import { personOf } from "./secrets";

/**
 * Stops all keys of one's distributor at once; two people let them work again (`api-keys-start`).
 * @throws DomainError `auth.forbidden`, `api-keys.stopped`
 */
export async function stopAllKeys(ctx: Ctx, { reason }: { readonly reason: string }): Promise<void> {
  authorize(ctx, "api-keys.stop");
  const { organisationId, personId, sessionId, sessionProof } = personOf(ctx);
  refuseUnlessOk(
    await ctx.tx.execute(
      sql`select api_keys_stop(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${sessionId}::uuid,
            decode(${sessionProof}, 'hex'), ${reason}) as outcome`,
    ),
  );
  ctx.audit({
    action: "api-keys.stopped",
    subjectKind: "distributor",
    subjectId: organisationId,
    detail: { reason },
  });
}
