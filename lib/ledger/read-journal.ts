import { and, asc, eq } from "drizzle-orm";
import { ledgerEntries, ledgerTransfers } from "@/db/schema/ledger";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import { authorize, type Ctx } from "@/lib/runtime";

/** A posted transfer with its legs; positive is the account holder's money. `hash` and `prevHash` are 64 hex digits. */
export type Journal = {
  readonly transferId: Id<"walletOperation">;
  readonly sequenceNumber: bigint;
  readonly hash: string;
  readonly prevHash: string;
  readonly postedAt: Date;
  readonly entries: readonly { readonly accountId: Id<"account">; readonly amount: Money }[];
};

/**
 * The journal of a transfer posted for an organisation in this unit's scope, or null.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function readJournal(ctx: Ctx, transferId: Id<"walletOperation">): Promise<Journal | null> {
  authorize(ctx, "operations.read");
  const [transfer] = await ctx.tx
    .select()
    .from(ledgerTransfers)
    .where(and(eq(ledgerTransfers.issuerId, ctx.scope.issuerId), eq(ledgerTransfers.id, transferId)));
  if (!transfer) return null;
  const entries = await ctx.tx
    .select({ accountId: ledgerEntries.accountId, amount: ledgerEntries.amountMinor, currency: ledgerEntries.currency })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.issuerId, ctx.scope.issuerId), eq(ledgerEntries.transferId, transferId)))
    .orderBy(asc(ledgerEntries.leg));
  return {
    transferId: transfer.id,
    sequenceNumber: transfer.sequenceNumber,
    hash: transfer.hash.toString("hex"),
    prevHash: transfer.prevHash.toString("hex"),
    postedAt: transfer.createdAt,
    entries: entries.map((entry) => ({
      accountId: entry.accountId,
      amount: money(entry.amount, entry.currency as Currency),
    })),
  };
}
