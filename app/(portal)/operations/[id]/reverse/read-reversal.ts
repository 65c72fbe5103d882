import { exponentOf } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { readId, showId } from "@/lib/kernel/ids";
import { isInTimeToReverse, readOperation } from "@/lib/operations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { serialiseOperation } from "../../../_components/serialise-operation";
import type { ReverseFormView } from "./_components/reverse-form";

/** What there is to fill in: the form's view, or that nothing of the operation can go back (any more). */
export type Reversal = ({ readonly isOpen: true } & ReverseFormView) | { readonly isOpen: false };

/**
 * What the form of a reversal needs; null for who asks for none.
 * @throws DomainError `operations.not-found` for another tenant's, for none, and for what is no id; `auth.forbidden`
 */
export async function readReversal(ctx: Ctx, shownId: string): Promise<Reversal | null> {
  const id = readId("operation", shownId);
  if (!id) throw new DomainError("operations.not-found");
  const view = await readOperation(ctx, id);
  const { principal } = ctx;
  if (principal.kind !== "user" || !isAllowed(principal, "operations.reverse")) return null;
  const { type, money, counterparty, reversed } = serialiseOperation(ctx, view);
  const reverses = type === "cash-in" || type === "cash-out-fulfillment" ? type : null;
  if (!reverses || !money || !view.amount || typeof reversed?.left !== "string" || !isInTimeToReverse(view, ctx.now))
    return { isOpen: false };
  return {
    isOpen: true,
    owner: showId("person", principal.personId),
    operation: shownId,
    reverses,
    currency: view.amount.currency,
    exponent: exponentOf(view.amount.currency),
    left: reversed.left,
    grouped: money.grouped,
    name: counterparty.name,
    label: counterparty.label,
  };
}
