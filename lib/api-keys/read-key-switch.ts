import { and, eq } from "drizzle-orm";
import { distributors, people } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { readOwnDistributor } from "@/lib/organisations";
import { authorize, type Ctx } from "@/lib/runtime";
import { readPendingStart } from "./pending-requests";

/** Whether the keys of a distributor work at all. */
export type KeySwitch = {
  /** Switched off by the issuer. */
  readonly isOff: boolean;
  /** Stopped by one of its own admins. */
  readonly stopped: { readonly at: Date; readonly by: string | null; readonly reason: string | null } | null;
  /** The request to let them work again that waits for a decision. */
  readonly startOperationId: Id<"operation"> | null;
};

/**
 * The one switch of one's distributor's keys.
 * @throws DomainError `auth.forbidden`
 */
export async function readKeySwitch(ctx: Ctx): Promise<KeySwitch> {
  authorize(ctx, "api-keys.read");
  const distributor = await readOwnDistributor(ctx);
  const [row] = await ctx.tx
    .select({ at: distributors.keysStoppedAt, reason: distributors.keysStoppedReason, by: people.name })
    .from(distributors)
    .leftJoin(people, eq(people.id, distributors.keysStoppedBy))
    .where(and(eq(distributors.issuerId, ctx.scope.issuerId), eq(distributors.id, distributor.id)));
  return {
    isOff: distributor.featuresOff.includes("api-keys"),
    stopped: row?.at ? { at: row.at, by: row.by, reason: row.reason } : null,
    startOperationId: await readPendingStart(ctx, distributor),
  };
}
