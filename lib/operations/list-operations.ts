import { authorize, type Ctx } from "@/lib/runtime";
import type { OperationFilters } from "./filters";
import { type OperationPage, type PageRequest, pageOfOperations } from "./page-of-operations";

/**
 * Operations of the principal's distributor, newest first.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function listOperations(
  ctx: Ctx,
  input: PageRequest & { readonly filters: OperationFilters },
): Promise<OperationPage> {
  authorize(ctx, "operations.read");
  return pageOfOperations(ctx, input.filters, input);
}
