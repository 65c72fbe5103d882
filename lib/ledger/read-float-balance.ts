import { sql } from "drizzle-orm";
import type { Currency } from "@/lib/kernel/currencies";
import { DomainError } from "@/lib/kernel/errors";
import { appDatabase, authorize, coalesce, type KeyPrincipal } from "@/lib/runtime";
import { type Balance, toBalance } from "./read-balance";

const AT_MOST = 200;

type Row = { idx: number; posted: string; held: string; currency: Currency };

/**
 * The balance of the float of a key's distributor: the hottest read, in one statement of its own that requests which meet share
 * (db/functions/081_float_balances.sql).
 * @throws DomainError `api-keys.permission-missing`, `organisations.distributor-not-found`
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
