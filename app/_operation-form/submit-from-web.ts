import type { Currency } from "@/lib/kernel/currencies";
import { showId } from "@/lib/kernel/ids";
import { type OperationInput, submissions } from "@/lib/operations";
import { type Asker, type Caller, hashRequest, type IdempotentRequest, type Request, runTogether } from "@/lib/runtime";

/**
 * Makes an operation of a form's draft; the same draft again is answered with the same operation (`op_…`).
 * @param say what is asked for, in the distributor's currency
 * @throws DomainError as `submitOperation`, and what `say` throws
 */
export async function submitFromWeb(
  caller: Caller,
  request: Request,
  key: string,
  say: (currency: Currency) => OperationInput,
): Promise<{ operationId: string }> {
  const { operationId } = await runTogether(submissions, caller, request, ({ by: { principal }, currency }) => {
    const input = say(currency);
    return { input, idempotency: draftOf({ principal }, key, input) };
  });
  return { operationId: showId("operation", operationId) };
}

/** What makes a form's draft, sent again, the same request. */
export function draftOf(
  { principal }: Pick<Asker, "principal">,
  key: string,
  input: OperationInput,
): IdempotentRequest {
  // A key belongs to one person's draft: whoever else comes with it has another request.
  const maker = principal.kind === "user" ? principal.personId : null;
  return { surface: "web", key, requestHash: hashRequest({ maker, input }), organisation: principal.organisationId };
}
