import { and, eq } from "drizzle-orm";
import { oneOf } from "@/db/one-of";
import { ledgerAccounts } from "@/db/schema/ledger";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { authorize, type Ctx } from "@/lib/runtime";
import { type Balance, toBalance } from "./read-balance";

/**
 * The balances of several accounts; those that are not in this unit's scope are missing from the answer.
 * @throws DomainError `auth.forbidden`, `api-keys.permission-missing`
 */
export async function readBalances(ctx: Ctx, accounts: readonly Id<"account">[]): Promise<Map<Id<"account">, Balance>> {
  authorize(ctx, "balance.read");
  if (accounts.length === 0) return new Map();
  const rows = await ctx.tx
    .select({
      id: ledgerAccounts.id,
      posted: ledgerAccounts.postedMinor,
      held: ledgerAccounts.heldMinor,
      currency: ledgerAccounts.currency,
    })
    .from(ledgerAccounts)
    .where(and(eq(ledgerAccounts.issuerId, ctx.scope.issuerId), oneOf(ledgerAccounts.id, accounts, "uuid")));
  return new Map(rows.map((row) => [row.id, toBalance(row.posted, row.held, row.currency as Currency)]));
}
