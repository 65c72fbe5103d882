import type { OrganisationId } from "@/db/columns";
import { groupBy } from "@/lib/kernel/groups";
import type { Id } from "@/lib/kernel/ids";
import type { Organisation } from "@/lib/organisations";
import type { Asker, SharedCtx } from "@/lib/runtime";
import type { StoredOperation } from "./define";
import type { Ending } from "./finish";
import { definitionOf } from "./registry";

/** A decision that has claimed its operation. */
type Claimed = { readonly operationId: Id<"operation">; readonly decision: "approve" | "reject"; readonly by: Asker };

/**
 * What claimed operations become, by id: rejected, or, once it was checked again under lock that they can still happen, completed or failed.
 */
export async function findEndings(
  ctx: SharedCtx,
  organisations: ReadonlyMap<OrganisationId, Organisation>,
  claimed: readonly Claimed[],
  stored: ReadonlyMap<Id<"operation">, StoredOperation>,
): Promise<Map<Id<"operation">, Ending>> {
  const endings = new Map<Id<"operation">, Ending>();
  const approved: { readonly operation: StoredOperation; readonly by: Asker }[] = [];
  for (const { operationId, decision, by } of claimed) {
    const operation = stored.get(operationId);
    if (!operation) throw new Error(`operation ${operationId} was claimed and cannot be read`);
    if (decision === "reject") endings.set(operationId, { operation, by, status: "rejected" });
    else approved.push({ operation, by });
  }
  for (const [type, group] of groupBy(approved, ({ operation }) => operation.type)) {
    const operations = group.map(({ operation }) => operation);
    const rechecks = await definitionOf(type).recheck(ctx, operations, organisations);
    group.forEach(({ operation, by }, n) => {
      const recheck = rechecks[n];
      if (!recheck) throw new Error(`operation ${operation.id} was not checked again`);
      endings.set(
        operation.id,
        recheck.ok
          ? { operation, by, status: "completed", possible: recheck }
          : { operation, by, status: "failed", failure: recheck.code },
      );
    });
  }
  return endings;
}
