import { issuers } from "@/db/schema";
import type { Id } from "@/lib/kernel/ids";
import { workerDatabase } from "@/lib/runtime";

/** Every issuer, for the worker, which then scopes to one after the other. Only the worker's role may list them. */
export async function listIssuers(): Promise<Id<"issuer">[]> {
  const rows = await workerDatabase().select({ id: issuers.id }).from(issuers);
  return rows.map((row) => row.id);
}
