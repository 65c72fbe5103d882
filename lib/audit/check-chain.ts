import { v5 } from "uuid";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { countRequest } from "@/lib/limits";
import { authorize, type Ctx } from "@/lib/runtime";
import { type ChainHead, checkStretch, readChainHead } from "./check-stretch";

/** Entries of one unit of work: some tenths of a second. */
const STRETCH = 50_000;

/** How often an organisation's people may ask in a minute: a long chain costs seconds of a processor each time. */
export const CHECKS_PER_MINUTE = 3;

/** What a check found: `entries` in order from the first on, the head that was reached, and the first entry that is not as it was written. */
export type ChainCheck = { readonly entries: bigint; readonly head: string; readonly broken: bigint | null };

/**
 * Computes the whole audit chain of the caller's own organisation again, up to its head of this moment, and notes the outcome in it. More than
 * one unit of work, since a long chain takes longer than one may.
 * @param unit runs a verb in a unit of the caller's
 * @throws DomainError `auth.forbidden`, `audit.checked-too-often` with `retryAfterSeconds`
 */
export async function checkOwnChain(
  issuer: Id<"issuer">,
  unit: <T>(verb: (ctx: Ctx) => Promise<T>) => Promise<T>,
): Promise<ChainCheck> {
  const head = await unit(readChainHead);
  await countCheck(issuer, head);
  const check = await walk(head, unit);
  await unit(async (ctx) => noteCheck(ctx, check));
  return check;
}

async function walk(head: ChainHead, unit: <T>(verb: (ctx: Ctx) => Promise<T>) => Promise<T>): Promise<ChainCheck> {
  let entries = 0n;
  let last = { seq: 0n, hash: "00".repeat(32) };
  while (last.seq < head.seq) {
    const left = head.seq - last.seq;
    const stretch = await unit((ctx) => checkStretch(ctx, last.seq, left < STRETCH ? Number(left) : STRETCH));
    entries += stretch.checked;
    if (stretch.reached !== null && stretch.hash !== null) last = { seq: stretch.reached, hash: stretch.hash };
    // Nothing after the last one although the head says so: the tail was cut.
    const missing = stretch.checked === 0n ? last.seq + 1n : null;
    const broken = stretch.broken ?? missing;
    if (broken !== null) return { entries, head: last.hash, broken };
  }
  return { entries, head: last.hash, broken: last.hash === head.hash ? null : last.seq };
}

function noteCheck(ctx: Ctx, { entries, head, broken }: ChainCheck): void {
  authorize(ctx, "audit.read");
  ctx.audit({
    action: "audit.checked",
    detail: { entries: String(entries), head, ...(broken === null ? {} : { broken: String(broken) }) },
  });
}

// Counted as if the check were a key of the organisation's.
async function countCheck(issuer: Id<"issuer">, { organisation }: ChainHead): Promise<void> {
  const { used, resetsAt } = await countRequest(issuer, v5("audit-check", organisation) as Id<"apiKey">);
  if (used <= CHECKS_PER_MINUTE) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((resetsAt.getTime() - Date.now()) / 1000));
  throw new DomainError("audit.checked-too-often", { details: { retryAfterSeconds } });
}
