import { and, eq, or } from "drizzle-orm";
import { distributors } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Feature } from "@/lib/kernel/features";
import type { Id } from "@/lib/kernel/ids";
import type { SharedCtx } from "@/lib/runtime";
import { type Distributor, readDistributor } from "./read-distributor";

/** The most that one operation, a local day, and an ISO week, may move, in minor units; null for no limit. */
export type DistributorLimits = Pick<Distributor, "maxAmountMinor" | "maxDailyMinor" | "maxWeeklyMinor">;

/**
 * That a new distributor would be the only one of its id and short code.
 * @throws DomainError `organisations.id-used`, `organisations.short-code-used`
 */
export async function checkNewDistributor(
  ctx: SharedCtx,
  { id, shortCode }: { readonly id: Id<"distributor">; readonly shortCode: string },
): Promise<void> {
  const rows = await ctx.tx
    .select({ id: distributors.id })
    .from(distributors)
    .where(
      and(
        eq(distributors.issuerId, ctx.scope.issuerId),
        or(eq(distributors.id, id), eq(distributors.shortCode, shortCode)),
      ),
    );
  // An issuer's own operations are told by its id.
  const isUsed = (id as string) === ctx.scope.issuerId || rows.some((row) => row.id === id);
  if (isUsed) throw new DomainError("organisations.id-used");
  if (rows.length > 0) throw new DomainError("organisations.short-code-used");
}

/**
 * A distributor that is to have other features switched off.
 * @throws DomainError `organisations.distributor-not-found`, `organisations.nothing-changes`
 */
export async function checkFeatures(
  ctx: SharedCtx,
  id: Id<"distributor">,
  after: readonly Feature[],
): Promise<Distributor> {
  const distributor = await readDistributor(ctx, id);
  const { featuresOff } = distributor;
  if (featuresOff.length === after.length && after.every((feature) => featuresOff.includes(feature))) {
    throw new DomainError("organisations.nothing-changes");
  }
  return distributor;
}

/**
 * A distributor that is to have other limits.
 * @throws DomainError `organisations.distributor-not-found`, `organisations.nothing-changes`
 */
export async function checkLimits(
  ctx: SharedCtx,
  id: Id<"distributor">,
  after: DistributorLimits,
): Promise<Distributor> {
  const distributor = await readDistributor(ctx, id);
  const names = ["maxAmountMinor", "maxDailyMinor", "maxWeeklyMinor"] as const;
  if (names.every((name) => distributor[name] === after[name])) {
    throw new DomainError("organisations.nothing-changes");
  }
  return distributor;
}
