import { showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { toRfc3339 } from "@/lib/kernel/time";
import { readBalances } from "@/lib/ledger";
import { countMerchants, type ListedMerchant, listMerchants } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";
import { type DirectoryQuery, statusOf } from "../../_components/directory-query";
import { type DirectoryList, readDirectoryList } from "../../_components/read-directory-list";

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

/**
 * What the address asks for, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export function readList(ctx: Ctx, query: DirectoryQuery): Promise<DirectoryList<MerchantRow>> {
  const filters = { search: query.q, status: statusOf(query) };
  return readDirectoryList(ctx, "merchant", query, {
    list: (place) => listMerchants(ctx, filters, place),
    count: () => countMerchants(ctx, filters),
    rows: (items) => toRows(ctx, items),
  });
}

async function toRows(ctx: Ctx, merchants: readonly ListedMerchant[]): Promise<MerchantRow[]> {
  const balances = await readBalances(
    ctx,
    merchants.map(({ accountId }) => accountId),
  );
  return merchants.map(({ id, accountId, createdAt, name, shortCode, status }) => {
    const balance = balances.get(accountId);
    if (!balance) throw new Error(`merchant ${id} has no wallet`);
    return {
      id: showId("merchant", id),
      name,
      shortCode,
      status,
      currency: balance.available.currency,
      balance: formatAmount(balance.available),
      createdAt: toRfc3339(createdAt),
    };
  });
}
