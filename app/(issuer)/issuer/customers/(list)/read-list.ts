import { isDomainError } from "@/lib/kernel/errors";
import { showId } from "@/lib/kernel/ids";
import { formatPhone, maskPhone, parsePhone } from "@/lib/kernel/phone";
import { toRfc3339 } from "@/lib/kernel/time";
import { type Ctx, isAllowed } from "@/lib/runtime";
import { type CustomerFilters, countCustomers, listCustomers } from "@/lib/wallets";
import { type DirectoryQuery, statusOf } from "../../_components/directory-query";
import { type DirectoryList, readDirectoryList } from "../../_components/read-directory-list";

/** A customer as plain data; `id` is `cus_…`, `phone` as this person may see it. */
export type CustomerRow = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly status: "active" | "suspended";
  readonly createdAt: string;
};

/**
 * What the address asks for, in one unit of work.
 * @throws DomainError `auth.forbidden`
 */
export function readList(ctx: Ctx, query: DirectoryQuery): Promise<DirectoryList<CustomerRow>> {
  const filters = { status: statusOf(query), ...searchOf(query.q.trim()) };
  const show = isAllowed(ctx.principal, "phones.read") ? formatPhone : maskPhone;
  return readDirectoryList(ctx, "customer", query, {
    list: (place) => listCustomers(ctx, filters, place),
    count: () => countCustomers(ctx, filters),
    rows: (items) =>
      items.map(({ id, name, phone, status, createdAt }) => ({
        id: showId("customer", id),
        name,
        phone: show(phone),
        status,
        createdAt: toRfc3339(createdAt),
      })),
  });
}

/** A phone is looked for as a whole, anything else as the beginning of a name. */
function searchOf(words: string): Pick<CustomerFilters, "phone" | "name"> {
  try {
    return { phone: parsePhone(words) };
  } catch (error) {
    if (isDomainError(error)) return { name: words };
    throw error;
  }
}
