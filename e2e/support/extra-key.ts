import { sql } from "drizzle-orm";
import { createKey, type NewKey } from "@/lib/api-keys";
import { type Id, readId, showId } from "@/lib/kernel/ids";
import { inUnit } from "./in-unit";
import { must, type Trial } from "./trial";

const HOUR = 3_600_000;

/** Makes one more key of a trial distributor, as its trial key was made: its shown id and its secret. */
export async function makeExtraKey(
  of: Trial["distributors"][number],
  change: Partial<NewKey>,
): Promise<{ id: string; secret: string }> {
  const distributorId = must(readId("distributor", of.id));
  return inUnit(async (ctx) => {
    const [maker] = (await ctx.tx.execute(
      sql`select person_id as id from memberships where organisation_id = ${distributorId}::uuid and 'maker' = any(roles) limit 1`,
    )) as unknown as { id: Id<"person"> }[];
    const { id, secret } = await createKey(ctx, {
      distributorId,
      label: "extra",
      madeBy: must(maker).id,
      permissions: ["read-balance", "read-transactions", "perform-operations"],
      maxAmountMinor: null,
      maxDailyMinor: null,
      allowedAddresses: [],
      requestsPerMinute: 100_000,
      expiresAt: new Date(ctx.now.getTime() + HOUR),
      ...change,
    });
    return { id: showId("apiKey", id), secret };
  });
}
