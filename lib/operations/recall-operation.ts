import { sql } from "drizzle-orm";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { alreadyDecided } from "./already-decided";
import { finishOperations } from "./finish";
import { readOperation } from "./read-operation";
import { readStored } from "./stored";

/**
 * The maker takes a pending operation back; its money is freed. It stays on record as recalled (`cancelled` on the wire).
 * @throws DomainError `auth.forbidden`, `operations.not-found`, `operations.not-maker`, `operations.already-decided`,
 * `operations.not-pending`
 */
export async function recallOperation(ctx: Ctx, operationId: Id<"operation">): Promise<void> {
  authorize(ctx, "operations.recall");
  const { principal } = ctx;
  if (principal.kind !== "user") throw new DomainError("auth.forbidden");
  const claimed = (await ctx.tx.execute(
    sql`select operations_claim_end(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${principal.organisationId}::uuid,
          ${principal.personId}::uuid, ${principal.sessionId}::uuid, decode(${principal.sessionProof}, 'hex'), ${sql.param([operationId])}::uuid[]) as id`,
  )) as unknown as { id: Id<"operation"> }[];
  const stored = (
    await readStored(
      ctx,
      claimed.map((row) => row.id),
    )
  ).get(operationId);
  if (!stored) throw await whyNot(ctx, operationId, principal.personId);
  await finishOperations(ctx, [{ operation: stored, status: "cancelled", by: ctx }]);
}

async function whyNot(ctx: Ctx, operationId: Id<"operation">, personId: Id<"person">): Promise<DomainError> {
  const operation = await readOperation(ctx, operationId);
  if (operation.maker.id !== personId) return new DomainError("operations.not-maker");
  // Still pending and their own: what was lost while this request stood behind the lock is the session or the role.
  if (operation.status === "pending") return new DomainError("auth.forbidden");
  return (await alreadyDecided(ctx, [operationId])).get(operationId) ?? new DomainError("operations.not-pending");
}
