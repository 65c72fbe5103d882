import postgres from "postgres";
import type { Id } from "@/lib/kernel/ids";
import { money } from "@/lib/kernel/money";
import { type DecideOperation, submissions } from "@/lib/operations";
import { runEachTogether } from "@/lib/runtime";
import type { Bench } from "./measurement";

const AT_ONCE = 2_000;

/** Has the maker submit so many cash-ins of the busy float, and gives the approval of each, naming what its checker would see. */
export async function submitPending({ world, place, random }: Bench, count: number): Promise<DecideOperation[]> {
  const ids: Id<"operation">[] = [];
  while (ids.length < count) {
    const inputs = Array.from({ length: Math.min(AT_ONCE, count - ids.length) }, () => {
      const phone = world.wallets[random(world.wallets.length)]?.phone;
      if (!phone) throw new Error("the bench has no wallets");
      const input = { type: "cash-in", amount: money(1_00n, "NGN"), to: { phone }, memo: null } as const;
      return { input, idempotency: null } as const;
    });
    for (const outcome of await runEachTogether(submissions, world.maker, { requestId: "bench" }, inputs)) {
      if (!outcome.ok) throw outcome.error;
      ids.push(outcome.value.operationId);
    }
  }
  return approvalsOf(place.urls.superuser, ids);
}

async function approvalsOf(superuserUrl: string, ids: readonly Id<"operation">[]): Promise<DecideOperation[]> {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    const rows = await sql<{ id: Id<"operation">; revision: number; digest: string }[]>`
      select o.id, o.revision, encode(o.digest, 'hex') as digest
        from operations o join unnest(${[...ids]}::uuid[]) u on u = o.id where o.status = 'pending'`;
    if (rows.length !== ids.length) throw new Error("a submitted operation is not pending");
    return rows.map(({ id, ...seen }) => ({ operationId: id, ...seen, decision: "approve", comment: null }));
  } finally {
    await sql.end();
  }
}
