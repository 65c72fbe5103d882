import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "@/lib/runtime";
import { storeVerification } from "./store-verification";
import { type Verification, verifyIssuer } from "./verify-issuer";

const NIGHT = "02:00";

/**
 * The nightly verification: once after two o'clock in the issuer's zone, by whichever of several workers comes first, and at once where there
 * has been none. The lock lasts until the commit, with which the result is stored.
 * @returns null when it is not due, or another worker is at it
 * @throws DomainError `auth.forbidden`
 */
export async function verifyTonight(ctx: Ctx, folder: string): Promise<Verification | null> {
  authorize(ctx, "verification.run");
  const { issuerId } = ctx.scope;
  const [claim] = (await ctx.tx.execute(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`verification ${issuerId}`}, 0)) as mine`,
  )) as unknown as { mine: boolean }[];
  if (!claim?.mine) return null;
  // In a statement of its own: it must see what the worker stored that had the lock before.
  const [night] = (await ctx.tx.execute(
    sql`select not exists (
          select from verifications v where v.issuer_id = i.id and v.organisation_id = i.id and v.trigger = 'nightly'
             and v.started_at >= (date_trunc('day', (now() at time zone i.time_zone) - ${NIGHT}::interval) + ${NIGHT}::interval) at time zone i.time_zone
        ) as due from issuers i where i.id = ${issuerId}::uuid`,
  )) as unknown as { due: boolean }[];
  if (!night?.due) return null;
  const verification = await verifyIssuer(ctx, folder);
  await storeVerification(ctx, verification, "nightly");
  return verification;
}
