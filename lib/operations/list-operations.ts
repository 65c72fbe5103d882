import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { operations } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { E164 } from "@/lib/kernel/phone";
import { ownDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import type { OperationType } from "./schemas";
import type { Status } from "./states";
import { type OperationView, selectOperations, toView } from "./view";

/** What a list may be narrowed to; members left out do not narrow. Instants: `createdFrom` inclusive, `createdTo` exclusive. */
export type OperationFilters = {
  readonly statuses?: readonly Status[];
  readonly types?: readonly OperationType[];
  readonly phone?: E164;
  readonly shortCode?: string;
  readonly reference?: string;
  readonly amountMinor?: bigint;
  readonly id?: Id<"operation">;
  readonly name?: string;
  readonly makerId?: Id<"person">;
  readonly source?: "web" | "api";
  readonly createdFrom?: Date;
  readonly createdTo?: Date;
};

/** Where a page begins: after this operation. */
export type ListPosition = OperationView["position"];

/** A page of a list; `next` is where the following page begins, null at the end. */
export type OperationPage = { readonly items: readonly OperationView[]; readonly next: ListPosition | null };

/**
 * Operations of the principal's distributor, newest first. `after` is the cheap way to page, `offset` the contract's other one.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function listOperations(
  ctx: Ctx,
  input: {
    readonly filters: OperationFilters;
    readonly limit: number;
    readonly after?: ListPosition;
    readonly offset?: number;
  },
): Promise<OperationPage> {
  authorize(ctx, "operations.read");
  return pageOfOperations(ctx, conditionsOf(input.filters), input);
}

/** A page of the principal's distributor's operations that meet conditions, newest first. */
export async function pageOfOperations(
  ctx: Ctx,
  conditions: readonly (SQL | undefined)[],
  page: { readonly limit: number; readonly after?: ListPosition | undefined; readonly offset?: number | undefined },
): Promise<OperationPage> {
  const rows = await selectOperations(ctx)
    .where(
      and(
        eq(operations.issuerId, ctx.scope.issuerId),
        eq(operations.distributorId, ownDistributor(ctx)),
        page.after &&
          sql`(${operations.createdAt}, ${operations.id}) < (${page.after.createdAt}::timestamptz, ${page.after.id}::uuid)`,
        ...conditions,
      ),
    )
    .orderBy(desc(operations.createdAt), desc(operations.id))
    .limit(page.limit + 1)
    .offset(page.offset ?? 0);
  const items = rows.slice(0, page.limit).map(toView);
  return { items, next: rows.length > page.limit ? (items.at(-1)?.position ?? null) : null };
}

/** Filters as conditions. A name is searched anywhere in the recipient's name, without regard to case. */
export function conditionsOf(filters: OperationFilters): (SQL | undefined)[] {
  const {
    statuses,
    types,
    phone,
    shortCode,
    reference,
    amountMinor,
    id,
    name,
    makerId,
    source,
    createdFrom,
    createdTo,
  } = filters;
  return [
    statuses?.length ? inArray(operations.status, [...statuses]) : undefined,
    types?.length ? inArray(operations.type, [...types]) : undefined,
    phone ? eq(operations.counterpartyPhone, phone) : undefined,
    shortCode ? eq(operations.counterpartyShortCode, shortCode) : undefined,
    reference ? eq(operations.reference, reference) : undefined,
    amountMinor === undefined ? undefined : eq(operations.amountMinor, amountMinor),
    id ? eq(operations.id, id) : undefined,
    name ? sql`strpos(lower(${operations.counterpartyName}), lower(${name})) > 0` : undefined,
    makerId ? eq(operations.makerId, makerId) : undefined,
    source ? eq(operations.source, source) : undefined,
    createdFrom ? gte(operations.createdAt, createdFrom) : undefined,
    createdTo ? lt(operations.createdAt, createdTo) : undefined,
  ];
}
