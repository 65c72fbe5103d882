import { sql } from "drizzle-orm";
import { groupBy } from "@/lib/kernel/groups";
import type { Id } from "@/lib/kernel/ids";
import { coalesce, countersDatabase, type Outcome } from "@/lib/runtime";

/** What a key has used of the running minute, and when the next one begins. */
export type RateUse = { readonly used: number; readonly resetsAt: Date };

type Counted = { readonly issuer: Id<"issuer">; readonly key: Id<"apiKey"> };

const AT_MOST = 200;

/**
 * Counts one request of a key in the running minute and tells the count, exact over all processes. Requests that meet share one statement;
 * a lonely one waits for nobody.
 * @param queue whose requests share it: those of strangers have one of their own, so that a flood of them holds up no key
 */
export function countRequest(issuer: Id<"issuer">, key: Id<"apiKey">, queue = "count requests"): Promise<RateUse> {
  return coalesce(queue, AT_MOST, { issuer, key }, countAll);
}

async function countAll(requests: readonly Counted[]): Promise<Outcome<RateUse>[]> {
  const keys = [...groupBy([...requests.entries()], ([, { key }]) => key).values()];
  const items = JSON.stringify(
    keys.map((group) => ({ issuer: group[0]?.[1].issuer, key: group[0]?.[1].key, requests: group.length })),
  );
  const rows = (await countersDatabase().execute(
    sql`select idx, used, extract(epoch from window_start)::bigint as start from rate_take(${items}::jsonb)`,
  )) as unknown as { idx: number; used: string; start: string }[];
  const outcomes: Outcome<RateUse>[] = [];
  for (const row of rows) {
    const group = keys[row.idx] ?? [];
    const before = Number(row.used) - group.length;
    const resetsAt = new Date((Number(row.start) + 60) * 1000);
    group.forEach(([place], n) => {
      outcomes[place] = { ok: true, value: { used: before + n + 1, resetsAt } };
    });
  }
  return outcomes;
}
