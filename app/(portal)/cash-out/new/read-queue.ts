import { amountInWords } from "@/lib/kernel/amount-words";
import { readId, showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { formatPhone } from "@/lib/kernel/phone";
import { toRfc3339 } from "@/lib/kernel/time";
import type { Ctx } from "@/lib/runtime";
import { listWithdrawals, type WaitingWithdrawal } from "@/lib/wallets";
import { type QueueQuery, readQueueCursor, showQueueCursor } from "./queue-query";

const PAGE = 50;

/** A request that waits, as plain data: `id` is `op_…`, `phone` grouped, `amount` a plain decimal, `createdAt` RFC 3339. */
export type QueueItem = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly memo: string | null;
  readonly createdAt: string;
};

/** One request in full, with its amount in words. */
export type QueueRequest = QueueItem & { readonly words: string };

/** A page of the queue, oldest first; `next` is the cursor of the following page. */
export type Queue = { readonly items: readonly QueueItem[]; readonly next: string | null };

/** The part of the queue that the address names. Customers' balances are no part of it. */
export async function readQueue(ctx: Ctx, query: QueueQuery): Promise<Queue> {
  const after = readQueueCursor(query.after);
  const phoneDigits = searchDigits(query.q);
  const { items, next } = await listWithdrawals(ctx, {
    limit: PAGE,
    ...(after ? { after } : {}),
    ...(phoneDigits ? { filters: { phoneDigits } } : {}),
  });
  return { items: items.map(toItem), next: next && showQueueCursor(next) };
}

/** One waiting request by its shown id; null when it does not wait (any more). */
export async function readRequest(ctx: Ctx, shown: string): Promise<QueueRequest | null> {
  const id = readId("withdrawal", shown);
  const [item] = id ? (await listWithdrawals(ctx, { limit: 1, filters: { id } })).items : [];
  return item ? { ...toItem(item), words: amountInWords(item.amount) } : null;
}

/** What is searched for: digits in a row, whatever stands between them; a trunk prefix is no part of a stored number. */
function searchDigits(text: string): string {
  return text.replace(/[^0-9]/g, "").replace(/^0+/, "");
}

function toItem(request: WaitingWithdrawal): QueueItem {
  return {
    id: showId("withdrawal", request.id),
    name: request.name,
    phone: formatPhone(request.from),
    amount: { amount: formatAmount(request.amount), currency: request.amount.currency },
    memo: request.memo,
    createdAt: toRfc3339(request.createdAt),
  };
}
