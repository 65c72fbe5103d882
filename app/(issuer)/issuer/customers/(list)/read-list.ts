import { isDomainError } from "@/lib/kernel/errors";
import { readId, showId } from "@/lib/kernel/ids";
import { formatPhone, maskPhone, parsePhone } from "@/lib/kernel/phone";
import { toRfc3339 } from "@/lib/kernel/time";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { CUSTOMERS_COUNTED_AT_MOST, type CustomerFilters, countCustomers, listCustomers } from "@/lib/wallets";
import type { DirectoryCounts } from "../../_components/directory-frame";
import { type DirectoryQuery, statusOf } from "../../_components/directory-query";

const PAGE = 50;

/** A customer as plain data; `id` is `cus_…`, `phone` as this person may see it. */
export type CustomerRow = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly status: "active" | "suspended";
  readonly createdAt: string;
};

/** A page of customers; `next` and `previous` are cursors as they stand in the address. */
export type CustomerList = {
  readonly rows: readonly CustomerRow[];
  readonly counts: DirectoryCounts;
  readonly countedAtMost: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly canCreate: boolean;
  readonly canSuspend: boolean;
};

/**
 * What the address asks for, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export async function readList(ctx: Ctx, query: DirectoryQuery): Promise<CustomerList> {
  const filters = { status: statusOf(query), ...searchOf(query.q.trim()) };
  const edge = (text: string | null) => (text && readId("customer", text)) || undefined;
  const page = await listCustomers(ctx, filters, {
    after: edge(query.after),
    before: edge(query.before),
    limit: PAGE,
  });
  const show = isAllowed(ctx.principal, "phones.read") ? formatPhone : maskPhone;
  return {
    rows: page.items.map(({ id, name, phone, status, createdAt }) => ({
      id: showId("customer", id),
      name,
      phone: show(phone),
      status,
      createdAt: toRfc3339(createdAt),
    })),
    counts: await countCustomers(ctx, filters),
    countedAtMost: CUSTOMERS_COUNTED_AT_MOST,
    next: page.next && showId("customer", page.next),
    previous: page.previous && showId("customer", page.previous),
    canCreate: isAllowed(ctx.principal, "customers.change"),
    canSuspend: isAllowed(ctx.principal, "distributors.change"),
  };
}

/** A phone is looked for as a whole, anything else in names. */
function searchOf(words: string): Pick<CustomerFilters, "phone" | "name"> {
  try {
    return { phone: parsePhone(words) };
  } catch (error) {
    if (isDomainError(error)) return { name: words };
    throw error;
  }
}
