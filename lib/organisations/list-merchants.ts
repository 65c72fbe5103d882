import { and, eq } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { merchants } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import type { Page, Place } from "@/lib/kernel/pagination";
import { authorize, type Ctx } from "@/lib/runtime";
import { countDirectory, readDirectory, type StatusCount, withRows } from "./directory";
import { type DirectoryFilters, stretchOf } from "./directory-filters";

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
 * The issuer's merchants, by name, or by short code where one is searched for.
 * @throws DomainError `auth.forbidden`
 */
export async function listMerchants(
  ctx: Ctx,
  { status, search }: DirectoryFilters,
  place: Place<Id<"merchant">>,
): Promise<Page<Id<"merchant">, ListedMerchant>> {
  authorize(ctx, "merchants.read");
  const page = await readDirectory(ctx, merchants, { stretch: stretchOf(merchants, search), status }, place);
  const { id, name, shortCode, accountId, createdAt } = merchants;
  const rows = await ctx.tx
    .select({ id, name, shortCode, status: merchants.status, accountId, createdAt })
    .from(merchants)
    .where(and(eq(merchants.issuerId, ctx.scope.issuerId), oneOf(merchants.id, page.items, "uuid")));
  return withRows(page, rows);
}

/**
 * How many merchants there are of each status, of those that are searched for.
 * @throws DomainError `auth.forbidden`
 */
export async function countMerchants(ctx: Ctx, { search }: DirectoryFilters): Promise<StatusCount> {
  authorize(ctx, "merchants.read");
  return countDirectory(ctx, merchants, stretchOf(merchants, search));
}
