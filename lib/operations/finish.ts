import { sql } from "drizzle-orm";
import type { ErrorCode } from "@/lib/kernel/errors";
import { groupBy } from "@/lib/kernel/groups";
import type { Id } from "@/lib/kernel/ids";
import { applyMovements, type Movement } from "@/lib/ledger";
import { giveBackDailyVolume } from "@/lib/limits";
import type { Asker, SharedCtx } from "@/lib/runtime";
import type { Possible, StoredOperation } from "./define";
import { inWords } from "./in-words";
import { definitionOf } from "./registry";
import type { EndStatus } from "./states";
import { volumesOf } from "./take-limits";

/** How a claimed operation ends, and by whom. `possible` says where the money of a completed one goes; `failure` says why one failed. */
export type Ending = { readonly operation: StoredOperation; readonly by: Asker } & (
  | { readonly status: "completed"; readonly possible: Possible }
  | { readonly status: "failed"; readonly failure: ErrorCode }
  | { readonly status: "rejected" | "cancelled" | "expired" }
);

/**
 * Ends claimed operations, set-wise: gives limits back, moves or frees the money in one statement, writes the ends, and what lies beside
 * the money. Anything unexpected is thrown and rolls everything back, so that the operations stay pending.
 */
export async function finishOperations(ctx: SharedCtx, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return;
  await applyChanges(ctx, endings);
  await giveBackDailyVolume(
    ctx,
    endings.flatMap(({ operation, status }) => (status === "completed" ? [] : volumesOf(operation))),
  );
  const moving = endings.flatMap((ending) => {
    const movement = movementOf(ending);
    return movement ? [{ ending, movement }] : [];
  });
  const outcomes = await applyMovements(
    ctx,
    moving.map(({ movement }) => movement),
  );
  const posted = new Map<Id<"operation">, { transfer: string; sequence: string; hash: string }>();
  moving.forEach(({ ending, movement }, n) => {
    const outcome = outcomes[n];
    if (outcome?.outcome !== "ok")
      throw new Error(`operation ${ending.operation.id}: its money answered ${outcome?.outcome}`);
    if (movement.kind === "settle" || movement.kind === "transfer") {
      posted.set(ending.operation.id, {
        transfer: movement.transfer,
        sequence: String(outcome.sequence),
        hash: outcome.hash ?? "",
      });
    }
  });
  const items = endings.map((ending) => ({
    operation: ending.operation.id,
    status: ending.status,
    ...(ending.status === "failed" ? { failure: ending.failure } : {}),
    ...posted.get(ending.operation.id),
  }));
  ctx.last(
    sql`select operations_finish(${ctx.scope.issuerId}::uuid, ${ctx.unitId}::uuid, ${JSON.stringify(items)}::jsonb)`,
  );
  for (const ending of endings) announce(ctx, ending);
}

function movementOf(ending: Ending): Movement | null {
  const definition = definitionOf(ending.operation.type);
  return ending.status === "completed"
    ? definition.execute(ending.operation, ending.possible)
    : definition.release(ending.operation);
}

async function applyChanges(ctx: SharedCtx, endings: readonly Ending[]): Promise<void> {
  for (const [type, ofType] of groupBy(endings, (ending) => ending.operation.type)) {
    for (const [status, group] of groupBy(ofType, (ending): EndStatus => ending.status)) {
      await definitionOf(type).ended(
        ctx,
        group.map((ending) => ending.operation),
        status,
        group.map((ending) => ending.by),
      );
    }
  }
}

function announce(ctx: SharedCtx, ending: Ending): void {
  const { operation, status, by } = ending;
  ctx.audit({
    by,
    action: `operation.${status}`,
    subjectKind: "operation",
    subjectId: operation.id,
    organisation: operation.organisationId,
    detail: {
      type: operation.type,
      ...inWords(operation.amount),
      ...(ending.status === "failed" ? { failure: ending.failure } : {}),
    },
  });
  ctx.emit({
    topic: `operation.${status}`,
    payload: { operationId: operation.id },
    organisation: operation.organisationId,
  });
}
