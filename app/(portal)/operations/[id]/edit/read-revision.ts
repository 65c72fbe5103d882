import { serialiseOperation } from "@/app/(portal)/_components/serialise-operation";
import { type Currency, exponentOf } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { readId, showId } from "@/lib/kernel/ids";
import { addMoney, formatAmount } from "@/lib/kernel/money";
import { readBalance } from "@/lib/ledger";
import { readOperation } from "@/lib/operations";
import { asksConsent, readOwnDistributor, worksForIssuer } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";

/** What the form that changes a pending operation begins with. Amounts are plain decimals. */
export type RevisionView = {
  readonly owner: string;
  readonly operation: string;
  readonly revision: number;
  readonly type: "cash-in" | "cash-out-fulfillment" | "float-request";
  readonly currency: Currency;
  /** Decimals of the currency. */
  readonly exponent: number;
  /** What may be spent of the float, with what the operation itself holds of it; null where it takes nothing from it. */
  readonly available: string | null;
  readonly fields: {
    readonly by: string;
    readonly phone: string;
    readonly shortCode: string;
    readonly amount: string;
    readonly memo: string;
  };
};

const TYPES = ["cash-in", "cash-out-fulfillment", "float-request"] as const;

/**
 * What an operation's maker may change, as it stands; null where this person may change nothing of it.
 * @throws DomainError `operations.not-found` for another tenant's, for none, and for what is no id; `auth.forbidden`
 */
export async function readRevision(ctx: Ctx, shownId: string): Promise<RevisionView | null> {
  const id = readId("operation", shownId);
  if (!id) throw new DomainError("operations.not-found");
  const view = await readOperation(ctx, id);
  const { principal } = ctx;
  const type = TYPES.find((known) => known === view.type);
  const { canRevise } = serialiseOperation(ctx, view);
  if (!canRevise || !type || !view.amount || principal.kind !== "user" || worksForIssuer(ctx)) return null;
  const own = await readOwnDistributor(ctx);
  if (type === "cash-out-fulfillment" && asksConsent({ kind: "distributor", ...own })) return null;
  const { currency, floatAccountId } = own;
  const float = type === "cash-in" ? await readBalance(ctx, floatAccountId) : null;
  const { phone, shortCode, kind } = view.counterparty;
  return {
    owner: showId("person", principal.personId),
    operation: shownId,
    revision: view.revision,
    type,
    currency,
    exponent: exponentOf(currency),
    available: float && formatAmount(addMoney(float.available, view.amount)),
    fields: {
      by: kind === "merchant" ? "shortCode" : "phone",
      phone: phone ?? "",
      shortCode: kind === "merchant" ? (shortCode ?? "") : "",
      amount: formatAmount(view.amount),
      memo: view.memo ?? "",
    },
  };
}
