import { and, eq } from "drizzle-orm";
import { distributors } from "@/db/schema";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import type { Feature } from "@/lib/kernel/features";
import type { Id } from "@/lib/kernel/ids";
import type { Asker, Ctx, SharedCtx } from "@/lib/runtime";

/** A distributor as the rest of the code needs it. */
export type Distributor = {
  readonly id: Id<"distributor">;
  readonly name: string;
  readonly shortCode: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly status: "active" | "suspended";
  readonly floatAccountId: Id<"account">;
  readonly featuresOff: readonly Feature[];
  /** The most that one operation, a local day, and a week, may move, in minor units; null for no limit. */
  readonly maxAmountMinor: bigint | null;
  readonly maxDailyMinor: bigint | null;
  readonly maxWeeklyMinor: bigint | null;
  /** The available float, in minor units, below which it is shown as low; null for never. */
  readonly lowFloatMinor: bigint | null;
  /** After how many minutes of waiting a request is told to all checkers and admins. */
  readonly escalateAfterMinutes: number;
  readonly suspended: { readonly reason: string | null; readonly at: Date } | null;
  readonly createdAt: Date;
};

/**
 * A distributor of this unit's scope.
 * @throws DomainError `organisations.distributor-not-found` for another's as for none (DESIGN §7)
 */
export async function readDistributor(ctx: SharedCtx, id: Id<"distributor">): Promise<Distributor> {
  const [row] = await ctx.tx
    .select()
    .from(distributors)
    .where(and(eq(distributors.issuerId, ctx.scope.issuerId), eq(distributors.id, id)));
  if (!row) throw new DomainError("organisations.distributor-not-found");
  return toDistributor(row);
}

/** A row of distributors as a {@link Distributor}. */
export function toDistributor(row: typeof distributors.$inferSelect): Distributor {
  return {
    id: row.id,
    name: row.name,
    shortCode: row.shortCode,
    currency: row.currency as Currency,
    timeZone: row.timeZone,
    status: row.status,
    floatAccountId: row.floatAccountId,
    featuresOff: row.featuresOff,
    maxAmountMinor: row.maxAmountMinor,
    maxDailyMinor: row.maxDailyMinor,
    maxWeeklyMinor: row.maxWeeklyMinor,
    lowFloatMinor: row.lowFloatMinor,
    escalateAfterMinutes: row.escalateAfterMinutes,
    suspended:
      row.status === "suspended" && row.suspendedAt ? { reason: row.suspendedReason, at: row.suspendedAt } : null,
    createdAt: row.createdAt,
  };
}

/** Whether an active distributor's available float is low: below its mark, or, where nobody set one, all gone. */
export function isFloatLow(
  { status, lowFloatMinor }: Pick<Distributor, "status" | "lowFloatMinor">,
  availableMinor: bigint,
): boolean {
  return status === "active" && availableMinor < (lowFloatMinor ?? 1n);
}

/**
 * The distributor that the principal works for.
 * @throws DomainError `request.not-found` for the issuer's staff and the system: for them there is no portal of a distributor
 */
export function readOwnDistributor(ctx: Ctx): Promise<Distributor> {
  return readDistributor(ctx, ownDistributor(ctx));
}

/**
 * The id of the distributor that the principal works for.
 * @throws DomainError `request.not-found` for everybody else
 */
function ownDistributor(asker: Pick<Asker, "principal">): Id<"distributor"> {
  const { principal } = asker;
  const works =
    principal.kind === "api-key" || (principal.kind === "user" && principal.organisationKind === "distributor");
  if (!works) throw new DomainError("request.not-found");
  return principal.organisationId as Id<"distributor">;
}
