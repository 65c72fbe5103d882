import { and, asc, eq } from "drizzle-orm";
import { operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { type OperationView, selectOperations, toView } from "./view";

/**
 * All reversals of an operation that were ever asked for, oldest first, also those that came to nothing.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function listReversals(ctx: Ctx, of: Id<"operation">): Promise<OperationView[]> {
  authorize(ctx, "operations.read");
  const rows = await selectOperations(ctx)
    .where(and(eq(operations.issuerId, ctx.scope.issuerId), eq(operations.reversalOf, of)))
    .orderBy(asc(operations.createdAt), asc(operations.id));
  return rows.map(toView);
}
