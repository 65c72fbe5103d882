import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { readDistributor } from "./read-distributor";
import { suspend } from "./suspend";

/**
 * Stops a distributor at once: its sessions and keys end with their next request, and what waits for a decision is held.
 * @throws DomainError `auth.forbidden`, `organisations.distributor-not-found`, `organisations.already-suspended`
 */
export async function suspendDistributor(
  ctx: Ctx,
  { id, reason }: { readonly id: Id<"distributor">; readonly reason: string },
): Promise<void> {
  authorize(ctx, "distributors.change");
  await readDistributor(ctx, id);
  await suspend(ctx, "distributor", id, reason);
  // In its own audit, too: its people read there why.
  ctx.audit({
    action: "distributor.suspended",
    subjectKind: "distributor",
    subjectId: id,
    organisation: id,
    detail: { before: "active", after: "suspended", reason },
  });
}
