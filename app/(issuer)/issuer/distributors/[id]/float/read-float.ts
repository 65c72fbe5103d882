import { showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import { listEntries, readBalance } from "@/lib/ledger";
import { type Ctx, isAllowed } from "@/lib/runtime";
import type { FramedDistributor } from "../_components/distributor-frame";
import { lookAt } from "../_components/look-at";

const PAGE = 50;

/** A line of the float's book. Amounts are plain decimals, `amount` with its sign; `operation` is `op_…`, null for the issuer's own funding. */
export type FloatEntry = {
  readonly key: string;
  readonly at: string;
  readonly amount: string;
  readonly balanceAfter: string;
  readonly operation: string | null;
};

/** A distributor's float and a page of its book. `next` is a cursor as it stands in the address. */
export type FloatView = {
  readonly distributor: FramedDistributor;
  readonly currency: string;
  readonly float: { readonly available: string; readonly held: string; readonly posted: string };
  readonly entries: readonly FloatEntry[];
  readonly next: string | null;
  readonly canMove: boolean;
};

/**
 * The float of the distributor that an address names, in one unit of work; the look is noted in its audit.
 * @param below the cursor of an older page, null for the newest
 * @throws DomainError `organisations.distributor-not-found`, `auth.forbidden`
 */
export async function readFloat(ctx: Ctx, shownId: string, below: string | null): Promise<FloatView> {
  const { id, name, status, currency, floatAccountId } = await lookAt(ctx, shownId, "float");
  const float = await readBalance(ctx, floatAccountId);
  const from = below !== null && /^[0-9]{1,18}$/.test(below) ? BigInt(below) : null;
  const { entries, next } = await listEntries(ctx, floatAccountId, { below: from, limit: PAGE });
  return {
    distributor: { id: showId("distributor", id), name, status },
    currency,
    float: {
      available: formatAmount(float.available),
      held: formatAmount(float.held),
      posted: formatAmount(float.posted),
    },
    entries: entries.map((entry) => ({
      key: entry.version.toString(),
      at: toRfc3339(entry.at),
      amount: formatAmount(entry.amount),
      balanceAfter: formatAmount(entry.balanceAfter),
      operation: entry.operationId && showId("operation", entry.operationId),
    })),
    next: next === null ? null : next.toString(),
    canMove: isAllowed(ctx.principal, "float.sell"),
  };
}
