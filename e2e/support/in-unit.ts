import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { type Id, newId, readId } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { applyMovements } from "@/lib/ledger";
import { type Ctx, run, systemCaller } from "@/lib/runtime";
import { must, readTrial } from "./trial";

/** What a story begins with is made by the verbs that real ones are made with: one unit of work of the system at the trial's issuer. */
export async function inUnit<T>(verb: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { issuer, ownerDatabaseUrl } = readTrial();
  const database = openDatabase(ownerDatabaseUrl, { max: 1, name: "journeys" });
  const caller = systemCaller(must(readId("issuer", issuer.id)), "journeys");
  try {
    return await run(caller, { requestId: "journeys", database }, verb);
  } finally {
    await database.$client.end({ timeout: 1 });
  }
}

/** Gives an account money from the issuer's settlement account; minor units of NGN. */
export async function fund(ctx: Ctx, to: Id<"account">, minor: bigint): Promise<void> {
  const { issuerId } = ctx.scope;
  const rows = (await ctx.tx.execute(
    sql`select settlement_account_id as id from issuers where id = ${issuerId}::uuid`,
  )) as unknown as { id: Id<"account"> }[];
  const [from, transfer] = [must(rows[0]).id, newId("walletOperation")];
  const movement = {
    kind: "transfer",
    transfer,
    from,
    to,
    amount: money(minor, "NGN"),
    organisation: issuerId,
  } as const;
  const [outcome] = await applyMovements(ctx, [movement]);
  if (outcome?.outcome !== "ok") throw new Error(`an account could not be funded: ${outcome?.outcome}`);
}
