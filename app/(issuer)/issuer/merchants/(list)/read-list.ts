import { readId, showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import { readBalances } from "@/lib/ledger";
import { countMerchants, listMerchants } from "@/lib/organisations";
import { type Ctx, isAllowed } from "@/lib/runtime";
import type { DirectoryCounts } from "../../_components/directory-frame";
import { type DirectoryQuery, statusOf } from "../../_components/directory-query";

const PAGE = 50;

/** A merchant as plain data; `id` is `mer_…`, `balance` a plain decimal of `currency`. */
export type MerchantRow = {
  readonly id: string;
  readonly name: string;
  readonly shortCode: string;
  readonly status: "active" | "suspended";
  readonly currency: string;
  readonly balance: string;
  readonly createdAt: string;
};

/** A page of merchants; `next` and `previous` are cursors as they stand in the address. */
export type MerchantList = {
  readonly rows: readonly MerchantRow[];
  readonly counts: DirectoryCounts;
  readonly next: string | null;
  readonly previous: string | null;
  readonly canCreate: boolean;
  readonly canSuspend: boolean;
};

/**
 * What the address asks for, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readList(ctx: Ctx, query: DirectoryQuery): Promise<MerchantList> {
  const filters = { search: query.q, status: statusOf(query) };
  const edge = (text: string | null) => (text && readId("merchant", text)) || undefined;
  const page = await listMerchants(ctx, filters, {
    after: edge(query.after),
    before: edge(query.before),
    limit: PAGE,
  });
  const balances = await readBalances(
    ctx,
    page.items.map(({ accountId }) => accountId),
  );
  return {
    rows: page.items.map(({ id, accountId, createdAt, ...merchant }) => {
      const balance = balances.get(accountId);
      if (!balance) throw new Error(`merchant ${id} has no wallet`);
      return {
        id: showId("merchant", id),
        name: merchant.name,
        shortCode: merchant.shortCode,
        status: merchant.status,
        currency: balance.available.currency,
        balance: formatAmount(balance.available),
        createdAt: toRfc3339(createdAt),
      };
    }),
    counts: await countMerchants(ctx, filters),
    next: page.next && showId("merchant", page.next),
    previous: page.previous && showId("merchant", page.previous),
    canCreate: isAllowed(ctx.principal, "merchants.change"),
    canSuspend: isAllowed(ctx.principal, "distributors.change"),
  };
}
