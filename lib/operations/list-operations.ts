import { and, asc, desc, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
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
  /** Meets at least one of these; see `readSearch`. */
  readonly anyOf?: {
    readonly reference?: string;
    readonly name?: string;
    readonly phone?: E164;
    readonly shortCode?: string;
    readonly amountMinor?: bigint;
  };
};

/** Where a page begins: after this operation. */
export type ListPosition = OperationView["position"];

/** A page of a list; `next` is where the following page begins, null at the end, `previous` where the one before ends, null at the start. */
export type OperationPage = {
  readonly items: readonly OperationView[];
  readonly next: ListPosition | null;
  readonly previous: ListPosition | null;
};

/** Which page: `after` or `before` an operation is the cheap way, `offset` the contract's other one. */
export type PageRequest = {
  readonly limit: number;
  readonly after?: ListPosition | undefined;
  readonly before?: ListPosition | undefined;
  readonly offset?: number | undefined;
};

/**
 * Operations of the principal's distributor, newest first.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function listOperations(
  ctx: Ctx,
  input: PageRequest & { readonly filters: OperationFilters },
): Promise<OperationPage> {
  authorize(ctx, "operations.read");
  return pageOfOperations(ctx, conditionsOf(input.filters), input);
}

/** A page of the principal's distributor's operations that meet conditions, newest first. */
export async function pageOfOperations(
  ctx: Ctx,
  conditions: readonly (SQL | undefined)[],
  page: PageRequest,
): Promise<OperationPage> {
  const { limit, after, before, offset = 0 } = page;
  const position = sql`(${operations.createdAt}, ${operations.id})`;
  const order = before ? asc : desc;
  const rows = await selectOperations(ctx)
    .where(
      and(
        eq(operations.issuerId, ctx.scope.issuerId),
        eq(operations.distributorId, ownDistributor(ctx)),
        after && sql`${position} < (${after.createdAt}::timestamptz, ${after.id}::uuid)`,
        before && sql`${position} > (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
        ...conditions,
      ),
    )
    .orderBy(order(operations.createdAt), order(operations.id))
    .limit(limit + 1)
    .offset(offset);
  const more = rows.length > limit;
  // Going back, the newest page is the one without a `before`: it is full, and stays so when rows arrive.
  if (before && !more) return pageOfOperations(ctx, conditions, { limit });
  const items = rows.slice(0, limit).map(toView);
  if (before) items.reverse();
  const first = items[0]?.position ?? null;
  const last = items.at(-1)?.position ?? null;
  return { items, next: more || before ? last : null, previous: after || before ? first : null };
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
    anyOf,
  } = filters;
  return [
    statuses?.length ? inArray(operations.status, [...statuses]) : undefined,
    types?.length ? inArray(operations.type, [...types]) : undefined,
    phone ? eq(operations.counterpartyPhone, phone) : undefined,
    shortCode ? eq(operations.counterpartyShortCode, shortCode) : undefined,
    reference ? eq(operations.reference, reference) : undefined,
    amountMinor === undefined ? undefined : eq(operations.amountMinor, amountMinor),
    id ? eq(operations.id, id) : undefined,
    name ? nameContains(name) : undefined,
    makerId ? eq(operations.makerId, makerId) : undefined,
    source ? eq(operations.source, source) : undefined,
    createdFrom ? gte(operations.createdAt, createdFrom) : undefined,
    createdTo ? lt(operations.createdAt, createdTo) : undefined,
    anyOf
      ? or(
          anyOf.reference ? eq(operations.reference, anyOf.reference) : undefined,
          anyOf.phone ? eq(operations.counterpartyPhone, anyOf.phone) : undefined,
          anyOf.shortCode ? eq(operations.counterpartyShortCode, anyOf.shortCode) : undefined,
          anyOf.amountMinor === undefined ? undefined : eq(operations.amountMinor, anyOf.amountMinor),
          anyOf.name ? nameContains(anyOf.name) : undefined,
        )
      : undefined,
  ];
}

function nameContains(text: string): SQL {
  return sql`strpos(lower(${operations.counterpartyName}), lower(${text})) > 0`;
}
