import { sql } from "drizzle-orm";
import { distributors } from "@/db/schema";
import { ledgerAccounts } from "@/db/schema/ledger";
import type { Currency } from "@/lib/kernel/currencies";
import type { Id } from "@/lib/kernel/ids";
import { type Money, money } from "@/lib/kernel/money";
import { authorize, type Ctx } from "@/lib/runtime";

/** The floats of all distributors of one currency together; `low` are those of them that are active and low. */
export type FloatTotal = {
  readonly currency: Currency;
  readonly distributors: number;
  readonly low: number;
  readonly available: Money;
  readonly held: Money;
};

// Below its mark, or, where nobody set one, all gone.
const isLow = sql`d.status = 'active' and a.posted_minor - a.held_minor < coalesce(d.low_float_minor, 1)`;

const floats = sql`${distributors} d join ${ledgerAccounts} a on a.issuer_id = d.issuer_id and a.id = d.float_account_id`;

/**
 * What all distributors of the issuer have, by currency: one line of each is read, however much has moved on it.
 * @throws DomainError `auth.forbidden`
 */
export async function readFloatTotals(ctx: Ctx): Promise<FloatTotal[]> {
  authorize(ctx, "distributors.read");
  const rows = (await ctx.tx.execute(sql`
    select a.currency, count(*)::int as distributors, (count(*) filter (where ${isLow}))::int as low,
           sum(a.posted_minor - a.held_minor)::text as available, sum(a.held_minor)::text as held
      from ${floats} where d.issuer_id = ${ctx.scope.issuerId} group by a.currency order by a.currency`)) as unknown as {
    currency: Currency;
    distributors: number;
    low: number;
    available: string;
    held: string;
  }[];
  return rows.map(({ currency, available, held, ...counts }) => ({
    ...counts,
    currency,
    available: money(BigInt(available), currency),
    held: money(BigInt(held), currency),
  }));
}

/**
 * The active distributors whose float is low, by name, `limit` at most.
 * @throws DomainError `auth.forbidden`
 */
export async function listLowFloats(ctx: Ctx, limit: number): Promise<Id<"distributor">[]> {
  authorize(ctx, "distributors.read");
  const rows = (await ctx.tx.execute(sql`
    select d.id from ${floats} where d.issuer_id = ${ctx.scope.issuerId} and ${isLow} order by d.name_key, d.id limit ${limit}`)) as unknown as {
    id: Id<"distributor">;
  }[];
  return rows.map(({ id }) => id);
}
