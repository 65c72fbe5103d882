import { and, eq, type SQL, sql } from "drizzle-orm";
import { merchants } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { isCalled, isOnPage, orderByName, type Page, type Place, toPage } from "./by-name";
import { type DirectoryFilters, type StatusCount, toStatusCount } from "./list-distributors";

/** A merchant as the issuer's staff see it. */
export type ListedMerchant = {
  readonly id: Id<"merchant">;
  readonly name: string;
  readonly shortCode: string;
  readonly status: "active" | "suspended";
  readonly accountId: Id<"account">;
  readonly createdAt: Date;
};

/**
 * The issuer's merchants, by name.
 * @throws DomainError `auth.forbidden`
 */
export async function listMerchants(
  ctx: Ctx,
  filters: DirectoryFilters,
  place: Place<"merchant">,
): Promise<Page<"merchant", ListedMerchant>> {
  authorize(ctx, "merchants.read");
  const { by, limit } = orderByName(merchants, place);
  const rows = await ctx.tx
    .select({
      id: merchants.id,
      name: merchants.name,
      shortCode: merchants.shortCode,
      status: merchants.status,
      accountId: merchants.accountId,
      createdAt: merchants.createdAt,
    })
    .from(merchants)
    .where(and(...conditionsOf(ctx, filters), isOnPage(ctx, merchants, place)))
    .orderBy(...by)
    .limit(limit);
  return toPage(rows, place);
}

/**
 * How many merchants there are of each status; the filters' own status does not count.
 * @throws DomainError `auth.forbidden`
 */
export async function countMerchants(ctx: Ctx, { search }: DirectoryFilters): Promise<StatusCount> {
  authorize(ctx, "merchants.read");
  const rows = await ctx.tx
    .select({ status: merchants.status, count: sql<string>`count(*)` })
    .from(merchants)
    .where(and(...conditionsOf(ctx, { search })))
    .groupBy(merchants.status);
  return toStatusCount(rows);
}

function conditionsOf(ctx: Ctx, { status, search }: DirectoryFilters): (SQL | undefined)[] {
  return [
    eq(merchants.issuerId, ctx.scope.issuerId),
    status ? eq(merchants.status, status) : undefined,
    isCalled(merchants, search),
  ];
}
