import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { inDays } from "@/lib/kernel/key-terms";
import { compareMandates, type MandatePart, type TermedMandate, withParts } from "@/lib/kernel/mandates";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import type { AskedMandate } from "./mandate";

/** What a change of a key comes to: what is narrower in it, for `narrowKey`, and then what is wider, for a request. Null where it is nothing. */
export type PlannedChange = { readonly atOnce: AskedMandate | null; readonly asked: AskedMandate | null };

/**
 * Tells what of a change of one's distributor's key takes something away, and what gives something; `after` is all that is wanted.
 * @throws DomainError `auth.forbidden`, `api-keys.not-found`, also for one that is not approved yet
 */
export async function planChange(
  ctx: Ctx,
  { keyId, after }: { readonly keyId: Id<"apiKey">; readonly after: AskedMandate },
): Promise<PlannedChange> {
  authorize(ctx, "api-keys.narrow");
  const { id: distributorId } = await readOwnDistributor(ctx);
  const [held] = await ctx.tx
    .select()
    .from(apiKeys)
    .where(
      and(eq(apiKeys.issuerId, ctx.scope.issuerId), eq(apiKeys.distributorId, distributorId), eq(apiKeys.id, keyId)),
    );
  if (!held) throw new DomainError("api-keys.not-found");
  return splitChange(held, after, ctx.now);
}

/** The same of a mandate. What is narrower is asked for with the rest as it is, what is wider with the rest as it will be then. */
export function splitChange(before: TermedMandate, after: AskedMandate, now: Date): PlannedChange {
  const { expiresInDays: days, ...rest } = after;
  const wanted = { ...rest, expiresAt: days === null ? before.expiresAt : inDays(now, days) };
  const { wider, narrower } = compareMandates(before, wanted);
  return {
    atOnce: narrower.length > 0 ? askedOf(before, wanted, narrower, days) : null,
    asked: wider.length > 0 ? { ...rest, expiresInDays: wider.includes("expiresAt") ? days : null } : null,
  };
}

function askedOf(
  before: TermedMandate,
  wanted: TermedMandate,
  parts: readonly MandatePart[],
  days: number | null,
): AskedMandate {
  const { permissions, maxAmountMinor, maxDailyMinor, allowedAddresses, requestsPerMinute } = withParts(
    before,
    wanted,
    parts,
  );
  return {
    permissions,
    maxAmountMinor,
    maxDailyMinor,
    allowedAddresses,
    requestsPerMinute,
    expiresInDays: parts.includes("expiresAt") ? days : null,
  };
}
