import { and, eq, sql } from "drizzle-orm";
import { ledgerAccounts } from "@/db/schema/ledger";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import { appDatabase, authorize, type Ctx, coalesce, type KeyPrincipal } from "@/lib/runtime";

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

const AT_MOST = 200;

type Row = { idx: number; posted: string; held: string; currency: Currency };

/**
 * The balance of the float of a key's distributor: the hottest read, in one statement of its own that requests which meet share
 * (db/functions/081_float_balances.sql).
 * @throws DomainError `api-keys.permission-missing`
 */
export function readFloatBalance(principal: KeyPrincipal): Promise<Balance> {
  authorize({ principal }, "balance.read");
  const { issuerId: issuer, organisationId: distributor } = principal;
  return coalesce("read balances", AT_MOST, { issuer, distributor }, async (items) => {
    const rows = (await appDatabase().execute(
      sql`select idx, posted, held, currency from float_balances(${JSON.stringify(items)}::jsonb)`,
    )) as unknown as Row[];
    const found = new Map(rows.map((row) => [row.idx, row]));
    return items.map((_, n) => {
      const row = found.get(n);
      if (!row) return { ok: false, error: new DomainError("organisations.distributor-not-found") };
      return { ok: true, value: toBalance(BigInt(row.posted), BigInt(row.held), row.currency) };
    });
  });
}

function toBalance(posted: bigint, held: bigint, currency: Currency): Balance {
  return { available: money(posted - held, currency), posted: money(posted, currency), held: money(held, currency) };
}
