import { and, desc, eq, lt, sql } from "drizzle-orm";
import { ledgerAccounts, ledgerEntries, ledgerTransfers } from "@/db/schema/ledger";
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
 * The book of an account, for the issuer's staff: what the issuer itself funded is no entry that others see. What the account had is counted back from what it has: the application may not read the
 * balances that entries keep (db/functions/095_grants.sql).
 * @param below lines older than this one; null for the newest
 * @throws DomainError `auth.forbidden`
 */
export async function listEntries(
  ctx: Ctx,
  account: Id<"account">,
  { below, limit }: { readonly below: bigint | null; readonly limit: number },
): Promise<AccountBook> {
  authorize(ctx, "distributors.read");
  const { issuerId } = ctx.scope;
  // In the same statement as the lines, so that no line comes between.
  const start = sql<string>`(select a.posted_minor from ${ledgerAccounts} a where a.issuer_id = ${issuerId} and a.id = ${account})
    - (select coalesce(sum(n.amount_minor), 0) from ${ledgerEntries} n where n.issuer_id = ${issuerId} and n.account_id = ${account}
          and n.account_version >= ${below}::bigint)`;
  const rows = await ctx.tx
    .select({
      version: ledgerEntries.accountVersion,
      at: ledgerEntries.createdAt,
      amount: ledgerEntries.amountMinor,
      currency: ledgerEntries.currency,
      transferId: ledgerEntries.transferId,
      operationId: ledgerTransfers.operationId,
      start,
    })
    .from(ledgerEntries)
    .innerJoin(
      ledgerTransfers,
      and(eq(ledgerTransfers.issuerId, ledgerEntries.issuerId), eq(ledgerTransfers.id, ledgerEntries.transferId)),
    )
    .where(
      and(
        eq(ledgerEntries.issuerId, issuerId),
        eq(ledgerEntries.accountId, account),
        below === null ? undefined : lt(ledgerEntries.accountVersion, below),
      ),
    )
    .orderBy(desc(ledgerEntries.accountVersion))
    .limit(limit + 1);
  let balance = BigInt(rows[0]?.start ?? 0);
  const entries = rows.slice(0, limit).map(({ amount, currency, start: _, ...row }) => {
    const line = {
      ...row,
      amount: money(amount, currency as Currency),
      balanceAfter: money(balance, currency as Currency),
    };
    balance -= amount;
    return line;
  });
  return { entries, next: rows.length > limit ? (entries.at(-1)?.version ?? null) : null };
}
