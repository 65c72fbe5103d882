import { and, eq } from "drizzle-orm";
import { operations } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { type OperationView, selectOperations, toView } from "./view";

/**
 * One operation of this scope.
 * @throws DomainError `operations.not-found` for another tenant's as for none, `auth.forbidden`, `api-keys.permission-missing`
 */
export async function readOperation(ctx: Ctx, id: Id<"operation">): Promise<OperationView> {
  authorize(ctx, "operations.read");
  const [row] = await selectOperations(ctx)
    .where(and(eq(operations.issuerId, ctx.scope.issuerId), eq(operations.id, id)))
    .limit(1);
  if (!row) throw new DomainError("operations.not-found");
  return toView(row);
}
