import { and, eq } from "drizzle-orm";
import { ledgerAccounts } from "@/db/schema/ledger";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import { authorize, type Ctx } from "@/lib/runtime";

/** Posted is what the account has, held is reserved, available (posted minus held) may still be spent. */
export type Balance = { readonly available: Money; readonly posted: Money; readonly held: Money };

/**
 * The balance of an account in this unit's scope.
 * @throws DomainError `ledger.account-closed` when there is no such account in the scope, `auth.forbidden`, `api-keys.permission-missing`
 */
export async function readBalance(ctx: Ctx, account: Id<"account">): Promise<Balance> {
  authorize(ctx, "balance.read");
  const [row] = await ctx.tx
    .select({ posted: ledgerAccounts.postedMinor, held: ledgerAccounts.heldMinor, currency: ledgerAccounts.currency })
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.issuerId, ctx.scope.issuerId), eq(ledgerAccounts.id, account)));
  if (!row) throw new DomainError("ledger.account-closed");
  return toBalance(row.posted, row.held, row.currency as Currency);
}

/** What an account has, of its row. */
export function toBalance(posted: bigint, held: bigint, currency: Currency): Balance {
  return { available: money(posted - held, currency), posted: money(posted, currency), held: money(held, currency) };
}
