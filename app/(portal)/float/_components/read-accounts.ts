import { exponentOf } from "@/lib/kernel/currencies";
import { showId } from "@/lib/kernel/ids";
import { formatAmount } from "@/lib/kernel/money";
import { readBalances } from "@/lib/ledger";
import { listOwnAccounts, readOwnDistributor } from "@/lib/organisations";
import type { Ctx } from "@/lib/runtime";

/** An account of one's own as screens show it: `acc_…`, its name (null for the float itself), plain decimals. */
export type AccountView = {
  readonly id: string;
  readonly name: string | null;
  readonly available: string;
  readonly held: string;
  readonly posted: string;
};

/**
 * The own accounts with what they have, the float first.
 * @throws DomainError `request.not-found` for the issuer's staff, `auth.forbidden`
 */
export async function readAccounts(ctx: Ctx) {
  const { id, currency } = await readOwnDistributor(ctx);
  const own = await listOwnAccounts(ctx, id);
  const balances = await readBalances(
    ctx,
    own.map((account) => account.id),
  );
  const accounts = own.flatMap((account): AccountView[] => {
    const balance = balances.get(account.id);
    if (!balance) return [];
    const { available, held, posted } = balance;
    return [
      {
        id: showId("account", account.id),
        name: account.name,
        available: formatAmount(available),
        held: formatAmount(held),
        posted: formatAmount(posted),
      },
    ];
  });
  return { currency, exponent: exponentOf(currency), accounts };
}
