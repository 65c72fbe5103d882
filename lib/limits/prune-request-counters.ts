import { and, inArray, lt, sql } from "drizzle-orm";
import { rateCounters } from "@/db/schema/limits";
import { authorize, type Ctx } from "@/lib/runtime";
import { NOBODY } from "./visit-rate";

/**
 * Removes this issuer's and the public's counters of minutes that are over; each counts for one minute only.
 * @throws DomainError `auth.forbidden`
 */
export async function pruneRequestCounters(ctx: Ctx): Promise<void> {
  authorize(ctx, "records.prune");
  await ctx.tx
    .delete(rateCounters)
    .where(
      and(
        inArray(rateCounters.issuerId, [ctx.scope.issuerId, NOBODY]),
        lt(rateCounters.windowStart, sql`now() - interval '10 minutes'`),
      ),
    );
}
