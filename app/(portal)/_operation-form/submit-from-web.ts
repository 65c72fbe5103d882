import { showId } from "@/lib/kernel/ids";
import { type OperationInput, submitOperation } from "@/lib/operations";
import { ownDistributor } from "@/lib/organisations";
import { type Ctx, hashRequest } from "@/lib/runtime";

/**
 * Makes an operation of a form's draft; the same draft again is answered with the same operation (`op_…`).
 * @throws DomainError as `submitOperation`
 */
export async function submitFromWeb(ctx: Ctx, key: string, input: OperationInput): Promise<{ operationId: string }> {
  // A key belongs to one person's draft: whoever else comes with it has another request.
  const maker = ctx.principal.kind === "user" ? ctx.principal.personId : null;
  const requestHash = hashRequest({ maker, input });
  const idempotency = { surface: "web", key, requestHash, organisation: ownDistributor(ctx) } as const;
  const { operationId } = await submitOperation(ctx, { input, source: "web", idempotency });
  return { operationId: showId("operation", operationId) };
}
