import { and, desc, eq, lt } from "drizzle-orm";
import { ledgerEntries, ledgerTransfers } from "@/db/schema/ledger";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import { authorize, type Ctx } from "@/lib/runtime";

/** One line of an account's book: what came (positive) or went, and what the account had then. `version` counts its lines from 1. */
export type AccountEntry = {
  readonly version: bigint;
  readonly at: Date;
  readonly amount: Money;
  readonly balanceAfter: Money;
  readonly transferId: Id<"walletOperation">;
  /** What caused it; null for the issuer's own funding. */
  readonly operationId: Id<"operation"> | null;
};

/** Some lines of a book, the newest first; `next` is the version below which the following page begins, null at the end. */
export type AccountBook = { readonly entries: readonly AccountEntry[]; readonly next: bigint | null };

/**
 * The book of an account in this unit's scope.
 * @param below lines older than this one; null for the newest
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function listEntries(
  ctx: Ctx,
  account: Id<"account">,
  { below, limit }: { readonly below: bigint | null; readonly limit: number },
): Promise<AccountBook> {
  authorize(ctx, "operations.read");
  const rows = await ctx.tx
    .select({
      version: ledgerEntries.accountVersion,
      at: ledgerEntries.createdAt,
      amount: ledgerEntries.amountMinor,
      balanceAfter: ledgerEntries.balanceAfterMinor,
      currency: ledgerEntries.currency,
      transferId: ledgerEntries.transferId,
      operationId: ledgerTransfers.operationId,
    })
    .from(ledgerEntries)
    .innerJoin(
      ledgerTransfers,
      and(eq(ledgerTransfers.issuerId, ledgerEntries.issuerId), eq(ledgerTransfers.id, ledgerEntries.transferId)),
    )
    .where(
      and(
        eq(ledgerEntries.issuerId, ctx.scope.issuerId),
        eq(ledgerEntries.accountId, account),
        below === null ? undefined : lt(ledgerEntries.accountVersion, below),
      ),
    )
    .orderBy(desc(ledgerEntries.accountVersion))
    .limit(limit + 1);
  const entries = rows.slice(0, limit).map(({ amount, balanceAfter, currency, ...row }) => ({
    ...row,
    amount: money(amount, currency as Currency),
    balanceAfter: money(balanceAfter, currency as Currency),
  }));
  return { entries, next: rows.length > limit ? (entries.at(-1)?.version ?? null) : null };
}
