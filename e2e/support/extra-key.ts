import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { createKey, type NewKey } from "@/lib/api-keys";
import { type Id, readId } from "@/lib/kernel/ids";
import { run, systemCaller } from "@/lib/runtime";
import { must, readTrial, type Trial } from "./trial";

const HOUR = 3_600_000;

/** Makes one more key of a trial distributor, as its trial key was made, and returns its secret. */
export async function makeExtraKey(of: Trial["distributors"][number], change: Partial<NewKey>): Promise<string> {
  const { ownerDatabaseUrl, issuer } = readTrial();
  const database = openDatabase(ownerDatabaseUrl, { max: 1, name: "extra-key" });
  const distributorId = must(readId("distributor", of.id));
  const caller = systemCaller(must(readId("issuer", issuer.id)), "extra-key");
  const { secret } = await run(caller, { requestId: "extra-key", database }, async (ctx) => {
    const [maker] = (await ctx.tx.execute(
      sql`select person_id as id from memberships where organisation_id = ${distributorId}::uuid and 'maker' = any(roles) limit 1`,
    )) as unknown as { id: Id<"person"> }[];
    return createKey(ctx, {
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
  });
  await database.$client.end({ timeout: 1 });
  return secret;
}
