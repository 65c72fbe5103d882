import { sql } from "drizzle-orm";
import type { Id } from "@/lib/kernel/ids";
import { countersDatabase } from "@/lib/runtime";

/** What a key has used of the running minute, and when the next one begins. */
export type RateUse = { readonly used: number; readonly resetsAt: Date };

type Waiting = {
  issuer: Id<"issuer">;
  key: Id<"apiKey">;
  resolve: (use: RateUse) => void;
  reject: (error: unknown) => void;
};

const queue: Waiting[] = [];
let busy = false;

/**
 * Counts one request of a key in the running minute and tells the count, exact over all processes. Requests that meet share one statement;
 * a lonely one waits for nobody.
 */
export function countRequest(issuer: Id<"issuer">, key: Id<"apiKey">): Promise<RateUse> {
  return new Promise((resolve, reject) => {
    queue.push({ issuer, key, resolve, reject });
    if (!busy) void flush();
  });
}

async function flush(): Promise<void> {
  busy = true;
  while (queue.length > 0) {
    const batch = queue.splice(0, 200);
    try {
      await count(batch);
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }
  busy = false;
}

async function count(batch: readonly Waiting[]): Promise<void> {
  const groups = new Map<Id<"apiKey">, Waiting[]>();
  for (const waiting of batch) groups.set(waiting.key, [...(groups.get(waiting.key) ?? []), waiting]);
  const keys = [...groups.values()];
  const items = JSON.stringify(
    keys.map((group) => ({ issuer: group[0]?.issuer, key: group[0]?.key, requests: group.length })),
  );
  const rows = (await countersDatabase().execute(
    sql`select idx, used, extract(epoch from window_start)::bigint as start from rate_take(${items}::jsonb)`,
  )) as unknown as { idx: number; used: string; start: string }[];
  for (const row of rows) {
    const group = keys[row.idx] ?? [];
    const before = Number(row.used) - group.length;
    const resetsAt = new Date((Number(row.start) + 60) * 1000);
    group.forEach((waiting, n) => {
      waiting.resolve({ used: before + n + 1, resetsAt });
    });
  }
}
